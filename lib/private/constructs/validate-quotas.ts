import { CfnResource, Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { knownPolicySize } from '../aws/policy-document';
import { quotaProblem } from '../aws/quota-problem';
import { knownParts, listOf } from '../validation/known-text';
import { type Problem } from '../validation/validation';
import { resolvedValue } from './resolved-value';

interface Counted {
  /** The property, as the class of the resource names it. */
  readonly property: string;
  readonly what: string;
  readonly problem: (resolved: unknown) => Problem;
}

/** The properties that AWS limits, by the type of their resource. */
const counted: Readonly<Record<string, Counted>> = {
  'AWS::CodeBuild::Project': {
    property: 'description',
    what: 'description',
    problem: (text) => quotaProblem('codeBuild', 'descriptionCharacters', knownParts(text).length),
  },
  'AWS::IAM::ManagedPolicy': {
    property: 'policyDocument',
    what: 'document',
    problem: (document) => quotaProblem('iam', 'managedPolicyCharacters', knownPolicySize(document)),
  },
  'AWS::IAM::Role': {
    property: 'assumeRolePolicyDocument',
    what: 'trust policy',
    problem: (document) => quotaProblem('iam', 'trustPolicyCharacters', knownPolicySize(document)),
  },
  'AWS::Events::Rule': {
    property: 'eventPattern',
    what: 'event pattern',
    problem: (pattern) => quotaProblem('events', 'eventPatternCharacters', knownPolicySize(pattern)),
  },
  'AWS::StepFunctions::StateMachine': {
    property: 'definitionString',
    what: 'definition',
    problem: (text) => quotaProblem('stepFunctions', 'definitionBytes', Buffer.byteLength(knownParts(text))),
  },
};

/** Refuses at synth what AWS would refuse in the resources of a construct. Values known at deploy only are not counted. */
export function validateQuotas(scope: Construct): void {
  scope.node.addValidation({
    validate: () => {
      const resources = scope.node.findAll().filter((each) => CfnResource.isCfnResource(each));
      return [...resources.flatMap((resource) => sizeProblems(resource)), ...roleProblems(Stack.of(scope), resources)];
    },
  });
}

function sizeProblems(resource: CfnResource): string[] {
  const row = counted[resource.cfnResourceType];
  if (row === undefined) return [];
  const { property, what, problem } = row;
  const value = (resource as unknown as Readonly<Record<string, unknown>>)[property];
  const found = problem(resolvedValue(Stack.of(resource), value));
  return found === undefined ? [] : [`the ${what} of '${pathOf(resource)}' ${found}`];
}

/** The roles to which the construct attaches more managed policies than IAM accepts. */
function roleProblems(stack: Stack, resources: readonly CfnResource[]): string[] {
  const policies = new Map<string, number>();
  for (const resource of resources) {
    if (resource.cfnResourceType !== 'AWS::IAM::ManagedPolicy') continue;
    const { roles } = resource as unknown as { roles?: readonly string[] };
    for (const role of listOf(stack.resolve(roles))) {
      const name = JSON.stringify(role);
      policies.set(name, (policies.get(name) ?? 0) + 1);
    }
  }
  const problem = quotaProblem('iam', 'managedPoliciesOfRole', Math.max(0, ...policies.values()));
  return problem === undefined ? [] : [`a role of the construct ${problem}`];
}

/** The path of the construct that a user knows, without the id of its resource. */
function pathOf({ node }: CfnResource): string {
  return node.path.replace(/\/(Resource|Default)$/, '');
}

import { CfnResource, Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { knownPolicySize } from '../aws/policy-document';
import { quotaProblem } from '../aws/quota-problem';
import { knownParts, listOf } from '../validation/known-text';
import { type Problem, quote } from '../validation/validation';
import { constructPath } from './construct-path';
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

/** The constructs of each stack whose managed policies are counted together, since several may attach some to one role. */
const scopesOfStacks = new WeakMap<Stack, Construct[]>();

/** Refuses at synth what AWS would refuse in the resources of a construct. Values known at deploy only are not counted. */
export function validateQuotas(scope: Construct): void {
  scope.node.addValidation({ validate: () => resourcesIn(scope).flatMap((resource) => sizeProblems(resource)) });
  const stack = Stack.of(scope);
  const scopes = scopesOfStacks.get(stack) ?? [];
  if (scopes.push(scope) > 1) return;
  scopesOfStacks.set(stack, scopes);
  scope.node.addValidation({ validate: () => roleProblems(stack, scopes) });
}

function resourcesIn(scope: Construct): CfnResource[] {
  return scope.node.findAll().filter((each) => CfnResource.isCfnResource(each));
}

function sizeProblems(resource: CfnResource): string[] {
  const row = counted[resource.cfnResourceType];
  if (row === undefined) return [];
  const { property, what, problem } = row;
  const value = (resource as unknown as Readonly<Record<string, unknown>>)[property];
  const found = problem(resolvedValue(Stack.of(resource), value));
  return found === undefined ? [] : [`the ${what} of '${constructPath(resource)}' ${found}`];
}

/** The roles to which the constructs of a stack attach more managed policies than IAM accepts. */
function roleProblems(stack: Stack, scopes: readonly Construct[]): string[] {
  const scopesOfRoles = new Map<string, Construct[]>();
  const owners = new Map(scopes.flatMap((scope) => resourcesIn(scope).map((resource) => [resource, scope] as const)));
  for (const [resource, scope] of owners) {
    if (resource.cfnResourceType !== 'AWS::IAM::ManagedPolicy') continue;
    const { roles } = resource as unknown as { roles?: readonly string[] };
    for (const role of listOf(stack.resolve(roles))) {
      const name = JSON.stringify(role);
      scopesOfRoles.set(name, [...(scopesOfRoles.get(name) ?? []), scope]);
    }
  }
  return [...scopesOfRoles.values()].flatMap((each) => {
    const problem = quotaProblem('iam', 'managedPoliciesOfRole', each.length);
    const paths = [...new Set(each)].map(({ node }) => quote(node.path)).join(' and ');
    return problem === undefined ? [] : [`a role of ${paths} ${problem}`];
  });
}

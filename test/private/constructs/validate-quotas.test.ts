import { Aws, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { Construct } from 'constructs';
import { validateQuotas } from '../../../lib/private/constructs/validate-quotas';
import { account, newApp, newStack } from '../../synthesis';

/** The problems of a construct that holds what a step creates in it. */
function problemsOf(create: (scope: Construct) => void, stack = newStack()): string[] {
  const scope = new Construct(stack, 'Scope');
  create(scope);
  validateQuotas(scope);
  return scope.node.validate();
}

/** A JSON document of exactly this many characters. */
const documentOf = (characters: number) => ({ a: 'x'.repeat(characters - '{"a":""}'.length) });

const creating: Record<string, (characters: number) => (scope: Construct) => void> = {
  description: (characters) => (scope) =>
    new CfnProject(scope, 'It', {
      description: 'x'.repeat(characters),
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: { computeType: 'BUILD_GENERAL1_SMALL', image: 'x', type: 'LINUX_CONTAINER' },
      serviceRole: 'x',
      source: { type: 'NO_SOURCE' },
    }),
  document: (characters) => (scope) => new CfnManagedPolicy(scope, 'It', { policyDocument: documentOf(characters) }),
  'trust policy': (characters) => (scope) =>
    new CfnRole(scope, 'It', { assumeRolePolicyDocument: documentOf(characters) }),
  'event pattern': (characters) => (scope) => new CfnRule(scope, 'It', { eventPattern: documentOf(characters) }),
  definition: (characters) => (scope) =>
    new CfnStateMachine(scope, 'It', { roleArn: 'x', definitionString: 'x'.repeat(characters) }),
};

test.each([
  ['description', 255, '255 characters, got 256. Leave it out, or write a shorter one.'],
  [
    'document',
    6144,
    '6,144 characters, got 6,145. It names each secret, repository and subnet. Use fewer in one construct.',
  ],
  ['trust policy', 2048, '2,048 characters, got 2,049. Split the principals over several roles.'],
  [
    'event pattern',
    2048,
    '2,048 characters, got 2,049. It names each branch and tag that starts a build. List fewer of them.',
  ],
  [
    'definition',
    1_048_576,
    '1,048,576 bytes, got 1,048,577. It names each exception of the gate. Use fewer exceptions.',
  ],
])('the %s of a resource may be as long as AWS accepts, and not longer', (what, most, refusal) => {
  const create = creating[what] ?? (() => () => undefined);
  expect(problemsOf(create(most))).toEqual([]);
  expect(problemsOf(create(most + 1))).toEqual([`the ${what} of 'Stack/Scope/It' must have at most ${refusal}`]);
});

test('a role may have ten managed policies, and not eleven', () => {
  const policies = (count: number) => (scope: Construct) => {
    for (let index = 0; index < count; index++) {
      new CfnManagedPolicy(scope, `Policy${index}`, { policyDocument: {}, roles: ['role'] });
    }
  };
  expect(problemsOf(policies(10))).toEqual([]);
  expect(problemsOf(policies(11))).toEqual([
    "a role of 'Stack/Scope' must have at most 10 managed policies, got 11. Split the permissions over several roles.",
  ]);
});

test('a policy counts once if its construct is in another one that is checked too', () => {
  const stack = newStack();
  const outer = new Construct(stack, 'Outer');
  const inner = new Construct(outer, 'Inner');
  for (let index = 0; index < 6; index++) {
    new CfnManagedPolicy(inner, `Policy${index}`, { policyDocument: {}, roles: ['role'] });
  }
  for (const scope of [outer, inner]) validateQuotas(scope);
  expect(stack.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
});

test('the managed policies that several constructs attach to one role are counted together', () => {
  const problemsWith = (...counts: number[]) => {
    const stack = newStack();
    counts.forEach((count, number) => {
      const scope = new Construct(stack, `Scope${number}`);
      for (let index = 0; index < count; index++) {
        new CfnManagedPolicy(scope, `Policy${index}`, { policyDocument: {}, roles: ['role', `own${number}`] });
      }
      validateQuotas(scope);
    });
    return stack.node.findAll().flatMap(({ node }) => node.validate());
  };
  expect(problemsWith(5, 5)).toEqual([]);
  expect(problemsWith(5, 6)).toEqual([
    "a role of 'Stack/Scope0' and 'Stack/Scope1' must have at most 10 managed policies, got 11. Split the permissions over " +
      'several roles.',
  ]);
});

test.each([
  ['us-gov-west-1', 'aws-us-gov'],
  ['cn-north-1', 'aws-cn'],
  ['eusc-de-east-1', 'aws-eusc'],
  ['us-east-1', 'aws'],
  [undefined, 'aws'],
])('the partition in a policy counts as it is in %s, without flags of CDK', (place, partition) => {
  const problemsWith = (padding: number) => {
    const env = place === undefined ? undefined : { account, region: place };
    const stack = new Stack(newApp({ context: {} }), 'Stack', { env });
    const arns = Array.from({ length: 20 }, (_, index) => `arn:${Aws.PARTITION}:s3:::bucket-${index}`);
    return problemsOf(
      (scope) => new CfnManagedPolicy(scope, 'It', { policyDocument: [...arns, 'x'.repeat(padding)] }),
      stack,
    );
  };
  const arns = Array.from({ length: 20 }, (_, index) => `arn:${partition}:s3:::bucket-${index}`);
  const room = 6144 - JSON.stringify([...arns, '']).length;
  expect(problemsWith(room)).toEqual([]);
  expect(problemsWith(room + 1)).toEqual([
    "the document of 'Stack/Scope/It' must have at most 6,144 characters, got 6,145. It names each secret, repository and " +
      'subnet. Use fewer in one construct.',
  ]);
});

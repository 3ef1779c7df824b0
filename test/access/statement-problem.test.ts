import { CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, onlyProperties } from '../synthesis';
import { addedStatement, pull, theirs, them } from './added-statement';

test.each<[string, iam.PolicyStatementProps]>([
  ['a pull', {}],
  ['an action in lower case', { actions: ['ecr:batchgetimage'] }],
  ['a Deny with a pattern', { effect: iam.Effect.DENY, actions: ['ecr:Put*', 'ecr:Batch*Image'] }],
  ['a single action', { actions: ['ecr:BatchGetImage'] }],
  ['a Deny of all actions', { effect: iam.Effect.DENY, actions: ['*'] }],
  ['a Deny of all ECR actions', { effect: iam.Effect.DENY, actions: ['ecr:*'] }],
  ['a Deny of all actions except some', { effect: iam.Effect.DENY, actions: [], notActions: pull }],
  [
    'a Deny for all principals except one',
    { effect: iam.Effect.DENY, principals: [], notPrincipals: [new iam.ArnPrincipal(`arn:aws:iam::${them}:role/ci`)] },
  ],
])('accepts %s', (_, props) => {
  expect(() => addedStatement(props)).not.toThrow();
});

test('accepts an action that is not known at synth', () => {
  const stack = newStack();
  const { valueAsString: action } = new CfnParameter(stack, 'Action');
  expect(addedStatement({ actions: [action, `ecr:${action}`] }, stack)).toMatchObject({
    Action: [{ Ref: 'Action' }, { 'Fn::Join': ['', ['ecr:', { Ref: 'Action' }]] }],
  });
});

const each = (action: string) =>
  `must name each action, got '${action}'. A wildcard also allows to delete images and to change the policy.`;
const login = (action: string) =>
  `must not have the action '${action}'. ECR rejects it in a repository policy. Add it to the principal's own policy.`;
const none = (action: string) => `must have only actions on a repository, got '${action}'. ECR has no such action.`;
const resource =
  'must have no `Resource`. ECR rejects it in a repository policy, which always applies to its own repository.';

test.each<[string, iam.PolicyStatementProps, string]>([
  ['has a resource', { resources: ['*'] }, resource],
  ['has all resources except one', { notResources: ['arn:aws:ecr:eu-west-1:1:repository/a'] }, resource],
  [
    'allows all principals except one',
    { principals: [], notPrincipals: [theirs] },
    'must name the principals that it allows, got `NotPrincipal`. That would allow everyone else.',
  ],
  [
    'allows all actions except one',
    { actions: [], notActions: ['ecr:DeleteRepository'] },
    'must name the actions that it allows, got `NotAction`. That would allow every other action.',
  ],
  ['allows the login', { actions: ['ecr:GetAuthorizationToken'] }, login('ecr:GetAuthorizationToken')],
  ['allows the login in lower case', { actions: ['ecr:getauthorizationtoken'] }, login('ecr:getauthorizationtoken')],
  [
    'denies the login',
    { effect: iam.Effect.DENY, actions: ['ecr:GetAuthorizationToken'] },
    login('ecr:GetAuthorizationToken'),
  ],
  [
    'denies everything and the login',
    { effect: iam.Effect.DENY, actions: ['*', 'ecr:GetAuthorizationToken'] },
    login('ecr:GetAuthorizationToken'),
  ],
  ['allows everything', { actions: ['*'] }, "must have only ECR actions, got '*'"],
  ['allows all ECR actions', { actions: ['ecr:*'] }, each('ecr:*')],
  ['allows all ECR actions in upper case', { actions: ['ECR:*'] }, each('ECR:*')],
  ['allows actions by pattern', { actions: [...pull, 'ecr:Batch*'] }, each('ecr:Batch*')],
  ['allows an action of S3', { actions: ['s3:GetObject'] }, "must have only ECR actions, got 's3:GetObject'"],
  [
    'allows an action of ECR Public',
    { actions: ['ecr-public:PutImage'] },
    "must have only ECR actions, got 'ecr-public:PutImage'",
  ],
  ...(['ecr:PutImag', 'ecr:batchgetimages', 'ECR:Pull', 'ecr:PutRegistryPolicy', 'ecr:DescribeRegistry'] as const).map(
    (action): [string, iam.PolicyStatementProps, string] => [
      `allows ${action}, which no repository has`,
      { actions: [...pull, action] },
      none(action),
    ],
  ),
  [
    'denies an action that no repository has',
    { effect: iam.Effect.DENY, actions: ['ecr:PutImag'] },
    none('ecr:PutImag'),
  ],
  ['has no action', { actions: [] }, 'must have an action, got none. ECR rejects such a statement.'],
])('fails when it %s', (_, props, problem) => {
  expect(() => addedStatement(props)).toThrow(new Error(`\`Stack/Service policy\` ${problem}`));
});

test('fails when an action that is not known at synth has a wildcard', () => {
  const stack = newStack();
  const { valueAsString: action } = new CfnParameter(stack, 'Action');
  expect(() => addedStatement({ actions: [`ecr:${action}*`] }, stack)).toThrow(
    new Error(`\`Stack/Service policy\` ${each('ecr:*')}`),
  );
});

test('does not add a statement that it refuses', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  const everything = new iam.PolicyStatement({ principals: [theirs], actions: ['ecr:*'] });
  expect(() => repository.addToResourcePolicy(everything)).toThrow();
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toBeUndefined();
});

import { CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, onlyProperties } from '../synthesis';
import { addedStatement, pull, theirs, them } from './added-statement';

test.each<[string, iam.PolicyStatementProps]>([
  ['a pull', {}],
  ['an action in small letters', { actions: ['ecr:batchgetimage'] }],
  ['a refusal by pattern', { effect: iam.Effect.DENY, actions: ['ecr:Put*', 'ecr:Batch*Image'] }],
  ['a single action', { actions: ['ecr:BatchGetImage'] }],
  ['a refusal of everything', { effect: iam.Effect.DENY, actions: ['*'] }],
  ['a refusal of all ECR actions', { effect: iam.Effect.DENY, actions: ['ecr:*'] }],
  ['a refusal of all actions but one', { effect: iam.Effect.DENY, actions: [], notActions: pull }],
  [
    'a refusal to all but one',
    { effect: iam.Effect.DENY, principals: [], notPrincipals: [new iam.ArnPrincipal(`arn:aws:iam::${them}:role/ci`)] },
  ],
])('takes %s', (_, props) => {
  expect(() => addedStatement(props)).not.toThrow();
});

test('takes an action that synth does not know', () => {
  const stack = newStack();
  const { valueAsString: action } = new CfnParameter(stack, 'Action');
  expect(addedStatement({ actions: [action, `ecr:${action}`] }, stack)).toMatchObject({
    Action: [{ Ref: 'Action' }, { 'Fn::Join': ['', ['ecr:', { Ref: 'Action' }]] }],
  });
});

const each = (action: string) =>
  `must name each action, got '${action}'; a wildcard also allows to delete images and to change the policy`;
const login = (action: string) =>
  `must not hold '${action}'; ECR refuses it in a repository policy: give it to the principal's own policy`;
const none = (action: string) => `must hold actions on a repository, got '${action}'; ECR has no such action`;
const resource = 'must have no `Resource`; ECR refuses it in a repository policy, which is about one repository anyway';

test.each<[string, iam.PolicyStatementProps, string]>([
  ['has a resource', { resources: ['*'] }, resource],
  ['has all resources but one', { notResources: ['arn:aws:ecr:eu-west-1:1:repository/a'] }, resource],
  [
    'allows everybody but one',
    { principals: [], notPrincipals: [theirs] },
    'must name whom it allows, got `NotPrincipal`; that admits everybody else',
  ],
  [
    'allows every action but one',
    { actions: [], notActions: ['ecr:DeleteRepository'] },
    'must name what it allows, got `NotAction`; that allows everything else',
  ],
  ['holds the login', { actions: ['ecr:GetAuthorizationToken'] }, login('ecr:GetAuthorizationToken')],
  ['holds the login in small letters', { actions: ['ecr:getauthorizationtoken'] }, login('ecr:getauthorizationtoken')],
  [
    'refuses the login',
    { effect: iam.Effect.DENY, actions: ['ecr:GetAuthorizationToken'] },
    login('ecr:GetAuthorizationToken'),
  ],
  [
    'refuses everything and the login',
    { effect: iam.Effect.DENY, actions: ['*', 'ecr:GetAuthorizationToken'] },
    login('ecr:GetAuthorizationToken'),
  ],
  ['allows everything', { actions: ['*'] }, "must hold ECR actions only, got '*'"],
  ['allows all ECR actions', { actions: ['ecr:*'] }, each('ecr:*')],
  ['allows all ECR actions in capitals', { actions: ['ECR:*'] }, each('ECR:*')],
  ['allows actions by pattern', { actions: [...pull, 'ecr:Batch*'] }, each('ecr:Batch*')],
  ['allows an action of S3', { actions: ['s3:GetObject'] }, "must hold ECR actions only, got 's3:GetObject'"],
  [
    'allows an action of ECR Public',
    { actions: ['ecr-public:PutImage'] },
    "must hold ECR actions only, got 'ecr-public:PutImage'",
  ],
  ...(['ecr:PutImag', 'ecr:batchgetimages', 'ECR:Pull', 'ecr:PutRegistryPolicy', 'ecr:DescribeRegistry'] as const).map(
    (action): [string, iam.PolicyStatementProps, string] => [
      `allows ${action}, which no repository has`,
      { actions: [...pull, action] },
      none(action),
    ],
  ),
  ['refuses what no repository has', { effect: iam.Effect.DENY, actions: ['ecr:PutImag'] }, none('ecr:PutImag')],
  ['holds no action', { actions: [] }, 'must name what it is about, got no action; ECR refuses such a statement'],
])('fails when it %s', (_, props, problem) => {
  expect(() => addedStatement(props)).toThrow(new Error(`\`Stack/Service policy\` ${problem}`));
});

test('fails when a wildcard stands beside an action that synth does not know', () => {
  const stack = newStack();
  const { valueAsString: action } = new CfnParameter(stack, 'Action');
  expect(() => addedStatement({ actions: [`ecr:${action}*`] }, stack)).toThrow(
    new Error(`\`Stack/Service policy\` ${each('ecr:*')}`),
  );
});

test('adds nothing that it refuses', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  const everything = new iam.PolicyStatement({ principals: [theirs], actions: ['ecr:*'] });
  expect(() => repository.addToResourcePolicy(everything)).toThrow();
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toBeUndefined();
});

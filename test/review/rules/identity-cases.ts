import { allow, appArn, gitHubRole, identity, inline, pull, type RuleCases, uploads } from './fixtures';

const login = allow('ecr:GetAuthorizationToken', '*');
const all = 'arn:aws:ecr:us-east-1:123456789012:repository/*';
const push = [...uploads, 'ecr:BatchGetImage'];
const good = identity(login, allow(push, appArn));
const tagged = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } };
const sub = (text: string) => ({ 'Fn::Sub': text }) as never;
const join = (...pieces: unknown[]) => ({ 'Fn::Join': ['', pieces] }) as never;
const deny = (action: unknown, further: object = {}) => ({ Effect: 'Deny', Action: action, Resource: '*', ...further });
const pushAll = allow(push, '*');
const passAll = allow('iam:PassRole', '*');
const passUnder = (condition: object) => identity(login, allow('iam:PassRole', '*', { Condition: condition }));
/** A role whose permissions boundary has these statements. */
const bounded = (limits: unknown[], ...list: unknown[]) => {
  const { Role } = identity(...list) as { Role: { Properties: object } };
  return {
    Role: { ...Role, Properties: { ...Role.Properties, PermissionsBoundary: { Ref: 'Boundary' } } },
    Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: limits } } },
  };
};
const connection = (service = 'codeconnections') => `arn:aws:${service}:us-east-1:123456789012:connection/1`;
const notAction = (actions: unknown, resource = '*') => ({ Effect: 'Allow', NotAction: actions, Resource: resource });
const without = (...actions: string[]) =>
  identity(
    login,
    allow(
      push.filter((one) => !actions.includes(one)),
      appArn,
    ),
  );

export const identityCases: Readonly<Record<string, RuleCases>> = {
  'identity-every-ecr-action': {
    wrong: [
      identity(allow('ecr:*', '*')),
      identity(allow('ecr:*', appArn)),
      identity(allow(['ECR:*', 's3:GetObject'], '*')),
      identity(login, allow(['ecr:*'], all)),
      identity({ Effect: 'Allow', Action: 'ecr:*', NotResource: 'arn:aws:s3:::bucket' }),
      identity(allow('ecr:*', '*'), deny('ecr:DeleteRepository')),
    ],
    right: [
      good,
      identity(allow('ecr:*', '*'), deny(['ecr:*Delete*', 'ecr:Set*'])),
      bounded([allow(push, '*')], allow('ecr:*', '*')),
      identity(allow('*', 'arn:aws:s3:::bucket/*')),
      identity({ Effect: 'Deny', Action: 'ecr:*', Resource: '*' }),
    ],
  },
  'identity-administrator': {
    wrong: [
      gitHubRole('StringEquals', 'repo:acme/app:ref:refs/heads/main', inline(allow('*', '*'))),
      identity(allow('*', '*')),
      identity(login, allow(['s3:*', '*'], '*')),
      identity(allow('*', [appArn, '*'])),
      identity(allow('**', '*')),
      bounded([allow('*', '*'), deny('iam:*')], allow('*', '*')),
    ],
    right: [
      bounded([allow('s3:*', '*')], allow('*', '*')),
      identity(allow('*', '*'), deny('ecr:*')),
      good,
      identity(allow('*', appArn)),
      identity({ Effect: 'Deny', Action: '*', Resource: '*' }),
    ],
  },
  'identity-push-everywhere': {
    wrong: [
      identity(allow([...uploads, 'ecr:GetAuthorizationToken'], '*')),
      identity(login, allow(push, all)),
      identity(allow('ecr:Put*', '*')),
      identity(login, allow(push, 'arn:aws:ecr:*:*:repository/*')),
      identity(
        login,
        allow(push, { 'Fn::Sub': 'arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/*' } as never),
      ),
      identity(login, { Effect: 'Allow', Action: push, NotResource: [appArn] }),
      identity(login, { Effect: 'Allow', Action: 'ecr:*', NotResource: appArn }),
      identity(login, allow(push, 'arn:aws:ecr:*')),
      identity(login, allow(push, join('arn:', { Ref: 'AWS::Partition' }, ':ecr:*:*:repository/*'))),
      identity(login, pushAll, deny('ecr:*', { Resource: appArn })),
      identity(login, pushAll, deny('ecr:DeleteRepository')),
    ],
    right: [
      good,
      identity(login, pushAll, deny('ecr:PutImage'), deny(['ecr:*Layer*', 'ecr:Complete*'])),
      identity(login, pushAll, deny('ecr:*', { Resource: undefined, NotResource: appArn })),
      identity(login, pushAll, deny('ecr:*', { Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'web' } } })),
      bounded([allow(push, appArn)], login, pushAll),
      identity(login, { Effect: 'Allow', Action: push, NotResource: '*' }),
      identity(login, allow(push, `${all.slice(0, -1)}team/*`)),
      identity(login, allow(pull, '*')),
      identity(login, allow(push, '*', tagged)),
      identity({ Effect: 'Deny', Action: push, Resource: '*' }),
    ],
  },
  'identity-allow-not-action': {
    wrong: [
      identity(notAction('iam:*')),
      identity(notAction(['iam:*', 'organizations:*'])),
      identity(notAction('ecr:DeleteRepository', all)),
      identity(login, notAction(['s3:*'])),
    ],
    right: [
      good,
      identity(notAction(['ecr:*', 'iam:*'])),
      identity({ Effect: 'Deny', NotAction: 's3:*', Resource: '*' }),
    ],
  },
  'identity-pass-any-role': {
    wrong: [
      identity(login, allow('iam:PassRole', '*')),
      identity(allow(push, appArn), allow(['iam:PassRole'], 'arn:aws:iam::123456789012:role/*')),
      identity(login, allow('iam:PassRole', 'arn:aws:iam::*:role/*')),
      identity(login, allow('iam:passrole', ['*'])),
      identity(login, allow('iam:PassRole', sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*'))),
      identity(login, allow('iam:PassRole', join('arn:', { Ref: 'AWS::Partition' }, ':iam::*:role/*'))),
      identity(login, allow('iam:PassRole', sub('arn:aws:iam::${AWS::AccountId}:*'))),
      identity(login, allow('iam:*', '*')),
      identity(login, allow('iam:Pass*', 'arn:aws:iam::123456789012:*')),
      identity(login, allow('*', 'arn:aws:iam::123456789012:role/*')),
      identity(login, { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
      identity(login, { Effect: 'Allow', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::123456789012:role/admin' }),
      passUnder({ StringLike: { 'iam:PassedToService': '*' } }),
      passUnder({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
      identity(login, passAll, deny('iam:PassRole', { Resource: 'arn:aws:iam::123456789012:role/admin' })),
      bounded([allow(['iam:*', 'ecr:*'], '*')], login, passAll),
    ],
    right: [
      passUnder({ StringLike: { 'iam:passedtoservice': 'ecs*.amazonaws.com' } }),
      passUnder({ 'ForAnyValue:StringEquals': { 'iam:PassedToService': ['lambda.amazonaws.com'] } }),
      passUnder({ StringEqualsIfExists: { 'iam:PassedToService': 'lambda.amazonaws.com' } }),
      passUnder({ ArnLike: { 'iam:AssociatedResourceArn': 'arn:aws:ec2:*:123456789012:instance/*' } }),
      passUnder({ StringEquals: { 'iam:ResourceTag/team': 'web' } }),
      passUnder({ StringEquals: { 'aws:ResourceTag/team': 'web' } }),
      identity(login, passAll, deny('iam:*')),
      identity(
        login,
        passAll,
        deny('iam:PassRole', { Resource: undefined, NotResource: 'arn:aws:iam::123456789012:role/app' }),
      ),
      identity(
        login,
        passAll,
        deny('iam:PassRole', { Condition: { StringNotEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } } }),
      ),
      bounded([allow('ecr:*', '*')], login, passAll),
      bounded([allow('ecr:*', '*')], login, allow('iam:*', '*')),
      identity(login, allow('iam:PassRole', sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/app-*'))),
      identity(login, { Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }),
      identity(allow(push, appArn), deny('ecr:*'), passAll),
      identity(
        login,
        allow('iam:PassRole', '*', {
          Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
        }),
      ),
      identity(login, allow('iam:PassRole', 'arn:aws:iam::123456789012:role/jwt-pizza-ecs')),
      identity(allow('iam:PassRole', '*')),
      identity(login, { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }),
    ],
  },
  'identity-connection-prefix': {
    wrong: [
      identity(allow('codestar-connections:*', connection())),
      identity(allow('codestar-connections:GetConnection', connection())),
      identity(allow(['codeconnections:Get*'], connection('codestar-connections'))),
      identity(allow('codestar-connections:GetConnectionToken', [connection('codestar-connections'), connection()])),
    ],
    right: [
      identity(allow('codeconnections:UseConnection', connection())),
      identity(allow(['codeconnections:*', 'codestar-connections:*'], connection())),
      identity(allow('codestar-connections:UseConnection', { Ref: 'Connection' } as never)),
      identity(allow('codestar-connections:*', connection()), allow('codeconnections:*', connection())),
      identity(allow('codestar-connections:*', '*')),
      identity(allow('codestar-connections:UseConnection', connection())),
    ],
  },
  'identity-token-on-repository': {
    wrong: [
      identity(allow(['ecr:GetAuthorizationToken', ...push], appArn)),
      identity(allow('ecr:GetAuthorizationToken', all)),
      identity(allow('ecr:getauthorizationtoken', [appArn, all])),
      identity(allow('ecr:GetAuthorizationToken', 'arn:aws:ecr:us-east-1:123456789012:*')),
    ],
    right: [
      good,
      identity(allow('ecr:GetAuthorizationToken', [appArn, '*'])),
      identity(login, allow(['ecr:GetAuthorizationToken', ...push], appArn)),
      identity(allow('ecr:GetAuthorizationToken', { Ref: 'Resource' } as never)),
    ],
  },
  'identity-without-login': {
    wrong: [
      identity(allow(push, appArn)),
      identity(allow(pull, appArn)),
      identity(allow('ecr:PutImage', '*')),
      identity(allow(['ecr:Get*Layer', 'ecr:BatchGet*'], appArn)),
    ],
    right: [good, identity(allow('ecr:*', '*')), identity(allow('ecr:DescribeImages', '*'))],
  },
  'identity-incomplete-push': {
    wrong: [
      without('ecr:InitiateLayerUpload'),
      without('ecr:PutImage'),
      without('ecr:UploadLayerPart', 'ecr:CompleteLayerUpload'),
      identity(login, allow('ecr:InitiateLayerUpload', appArn)),
    ],
    right: [
      good,
      identity(login, allow(['ecr:PutImage', 'ecr:BatchGetImage'], appArn)),
      identity(login, allow(pull, appArn)),
    ],
  },
  'identity-push-without-manifests': {
    wrong: [
      identity(login, allow(uploads, appArn)),
      identity(allow([...uploads, 'ecr:GetAuthorizationToken'], '*')),
      identity(login, allow('ecr:Put*', appArn)),
      identity(login, allow(uploads, appArn), allow('s3:*', '*')),
    ],
    right: [good, identity(login, allow(pull, appArn)), identity(login, allow('ecr:*', appArn))],
  },
};

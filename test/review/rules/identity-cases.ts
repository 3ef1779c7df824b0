import { allow, appArn, buildRole, gitHubRole, identity, inline, pull, type RuleCases, uploads } from './fixtures';

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
/** A role for GitHub with these statements. */
const ofGitHub = (...list: unknown[]) =>
  gitHubRole('StringEquals', 'repo:acme@1/app@2:ref:refs/heads/main', inline(...list));
const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
/** A role that others assume or get, in addition to that of GitHub. */
const other = (name: string, principal: object, ...list: unknown[]) => ({
  [name]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name.toLowerCase(),
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] },
      ...inline(...list),
    },
  },
});
const ownAccount = { AWS: 'arn:aws:iam::123456789012:root' };
const asBuild = { Service: 'codebuild.amazonaws.com' };
const asStack = { Service: 'cloudformation.amazonaws.com' };
const taggedRole = { Condition: { StringEquals: { 'iam:ResourceTag/team': 'web' } } };
const toService = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } });
const limited = {
  Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/limit' } },
};
/** A user with an access key and these statements. */
const keyOf = (...list: unknown[]) => ({
  User: { Type: 'AWS::IAM::User', Properties: { UserName: 'bot', ...inline(...list) } },
  Key: { Type: 'AWS::IAM::AccessKey', Properties: { UserName: { Ref: 'User' } } },
});
const image = (name: string) => `123456789012.dkr.ecr.us-east-1.amazonaws.com/${name}`;
/** A task that runs an image as the role 'ci'. */
const task = (name: string, container: object = { Image: image(`${name}:v1`) }) => ({
  Task: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { TaskRoleArn: roleArn('ci'), ContainerDefinitions: [{ Name: 'app', ...container }] },
  },
});
const ownTag = 'arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/team}/*';
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
      ofGitHub(passAll),
      ofGitHub(allow('iam:Pass*', '*')),
      ofGitHub(allow('iam:PassRole', roleArn('*'))),
      ofGitHub({ Effect: 'Allow', NotAction: ['s3:*', 'iam:C*', 'lambda:*'], NotResource: 'arn:aws:s3:::bucket' }),
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
      ofGitHub(allow('iam:PassRole', '*', taggedRole)),
      ofGitHub(allow('iam:PassRole', '*', tagged)),
      ofGitHub(allow('iam:PassRole', '*', toService('ecs-tasks.amazonaws.com'))),
      ofGitHub(passAll, allow('codebuild:StartBuild', '*')), // its path is another finding
      identity(login, { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }),
    ],
  },
  'identity-administers-images': {
    wrong: [
      ofGitHub(allow([...push, 'ecr:SetRepositoryPolicy'], appArn)),
      ofGitHub(allow('ecr:PutImageTagMutability', appArn)),
      identity(login, allow([...push, 'ecr:PutLifecyclePolicy'], appArn)),
      ofGitHub(allow('ecr:Delete*', '*')),
      ofGitHub(allow('ecr:PutRegistryPolicy', '*')),
      ofGitHub(allow('ecr:PutReplicationConfiguration', '*')),
      ofGitHub(allow('ecr:BatchDeleteImage', all)),
      ofGitHub(
        { Effect: 'Allow', Action: 'ecr:*', NotResource: appArn },
        deny(['ecr:*Delete*', 'ecr:SetRepositoryPolicy']),
      ),
      ofGitHub(notAction(['ecr:PutImage', 'iam:*'])),
      ofGitHub({ Effect: 'Allow', Action: 'ecr:SetRepositoryPolicy', NotResource: appArn }),
      ofGitHub(allow('ecr-public:SetRepositoryPolicy', '*')),
      buildRole(allow('ecr:SetRepositoryPolicy', appArn)),
    ],
    right: [
      good,
      ofGitHub(login, allow(push, appArn)),
      ofGitHub(login, allow([...push, 'ecr:CreateRepository', 'ecr:TagResource'], appArn)),
      ofGitHub(allow('ecr:SetRepositoryPolicy', appArn), deny('ecr:Set*')),
      identity(login, allow('ecr:BatchDeleteImage', '*')), // a role that only cleans up
      ofGitHub(allow('*', '*')),
      ofGitHub(allow('ecr:*', '*')),
      ofGitHub(notAction('iam:*')),
      ofGitHub(login, allow(push, appArn), allow('*', 'arn:aws:sns:us-east-1:123456789012:topic')),
    ],
  },
  'identity-assume-any-role': {
    wrong: [
      ofGitHub(allow('sts:AssumeRole', '*')),
      ofGitHub(allow('sts:*', roleArn('*'))),
      ofGitHub(allow('sts:Assume*', 'arn:aws:iam::*:role/*')),
      ofGitHub({ Effect: 'Allow', Action: 'sts:AssumeRole', NotResource: roleArn('admin') }),
      buildRole(allow('sts:AssumeRole', '*')),
      ofGitHub(allow('sts:AssumeRole', '*'), deny('sts:AssumeRole', { Resource: roleArn('admin') })),
    ],
    right: [
      ofGitHub(allow('sts:AssumeRole', roleArn('deploy'))),
      ofGitHub(allow('sts:AssumeRole', roleArn('cdk-*'))),
      ofGitHub(allow('sts:AssumeRole', '*', taggedRole)),
      ofGitHub(
        allow('sts:AssumeRole', roleArn('*'), {
          Condition: { 'ForAnyValue:StringEquals': { 'iam:ResourceTag/aws-cdk:bootstrap-role': ['deploy', 'lookup'] } },
        }),
      ),
      ofGitHub(allow('sts:AssumeRole', '*'), deny('sts:*')),
      ofGitHub(allow('sts:TagSession', '*')),
      identity(allow('sts:AssumeRole', '*')),
    ],
  },
  'identity-becomes-more': {
    wrong: [
      ...[
        'CreatePolicyVersion',
        'SetDefaultPolicyVersion',
        'AttachRolePolicy',
        'PutRolePolicy',
        'AttachUserPolicy',
        'PutUserPolicy',
        'AttachGroupPolicy',
        'PutGroupPolicy',
        'UpdateAssumeRolePolicy',
        'CreateAccessKey',
        'CreateLoginProfile',
        'UpdateLoginProfile',
        'AddUserToGroup',
        'PutRolePermissionsBoundary',
        'DeleteRolePermissionsBoundary',
        'UpdateSAMLProvider',
      ].map((name) => ofGitHub(allow(`iam:${name}`, '*'))),
      ofGitHub(allow('eks:AssociateAccessPolicy', '*')),
      ofGitHub(allow('sso:CreateAccountAssignment', '*')),
      ofGitHub(allow('sso:*ToPermissionSet', 'arn:aws:sso:::permissionSet/*')),
      ofGitHub(allow('iam:PutRolePolicy', roleArn('ci'))),
      ofGitHub(allow('iam:*', '*')),
      ofGitHub(allow('iam:Update*', roleArn('*'))),
      ofGitHub({ Effect: 'Allow', NotAction: ['s3:*'], Resource: '*' }),
      ofGitHub({ Effect: 'Allow', Action: 'iam:AttachRolePolicy', NotResource: roleArn('admin') }),
      ofGitHub(allow(['iam:CreateRole', 'iam:PutRolePolicy'], roleArn('app-*'))),
      ofGitHub(allow('iam:AttachRolePolicy', roleArn('app')), allow('sts:AssumeRole', roleArn('app'))),
      ofGitHub(
        allow('iam:PutRolePolicy', roleArn('app')),
        allow('iam:PassRole', roleArn('app')),
        allow('ec2:RunInstances', '*'),
      ),
      ofGitHub(allow(['iam:PutUserPolicy', 'iam:CreateAccessKey'], 'arn:aws:iam::123456789012:user/bot')),
      ofGitHub(
        passAll,
        allow('codebuild:StartBuild', appArn.replace(/ecr.*/, 'codebuild:us-east-1:123456789012:project/build')),
      ),
      ofGitHub(passAll, allow(['lambda:CreateFunction', 'lambda:InvokeFunction'], '*')),
      ofGitHub(passAll, allow('ecs:*', '*')),
      ofGitHub(passAll, allow(['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'], '*')),
      ofGitHub(allow('iam:PassRole', '*', toService('glue.amazonaws.com')), allow('glue:*', '*')),
      ofGitHub(allow('ssm:SendCommand', '*')),
      ofGitHub(allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function:*')),
      buildRole(allow('iam:PutRolePolicy', '*')),
      {
        ...ofGitHub(allow('sts:AssumeRole', roleArn('deploy'))),
        ...other('Deploy', ownAccount, allow('iam:CreatePolicyVersion', '*')),
      },
      {
        ...ofGitHub(allow('iam:PassRole', roleArn('admin')), allow('cloudformation:CreateStack', '*')),
        ...other('Admin', asStack, allow('*', '*')),
      },
      {
        ...ofGitHub(allow('iam:PassRole', roleArn('builder')), allow('codebuild:StartBuild', '*')),
        ...other('Builder', asBuild, login, allow(push, appArn)),
      },
    ],
    right: [
      ofGitHub(login, allow(push, appArn), allow('*', 'arn:aws:sns:us-east-1:123456789012:topic')),
      ofGitHub(allow('iam:*', 'arn:aws:iam::123456789012:policy/app')),
      good,
      ofGitHub(login, allow(push, appArn)),
      identity(allow('iam:PutRolePolicy', '*')), // neither outsiders nor images
      ofGitHub(allow('*', '*')),
      ofGitHub(allow('iam:CreatePolicyVersion', '*'), deny('iam:*')),
      ofGitHub(allow(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'], '*', limited)),
      ofGitHub(
        allow('iam:AttachRolePolicy', '*', {
          Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
        }),
      ),
      ofGitHub(allow('iam:CreatePolicyVersion', 'arn:aws:iam::123456789012:policy/app')),
      ofGitHub(allow('iam:PutRolePolicy', roleArn('app-*'))),
      ofGitHub(allow('iam:CreateAccessKey', 'arn:aws:iam::123456789012:user/bot')),
      ofGitHub(allow('iam:PassRole', '*', taggedRole), allow('codebuild:StartBuild', '*')),
      ofGitHub(passAll),
      ofGitHub(allow('iam:PassRole', roleArn('app')), allow(['ecs:RegisterTaskDefinition', 'ecs:UpdateService'], '*')),
      ofGitHub(allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:us-east-1:123456789012:function:app')),
      ofGitHub(allow('ssm:SendCommand', '*', { Condition: { StringEquals: { 'ssm:resourceTag/team': 'web' } } })),
      {
        ...ofGitHub(allow('iam:PassRole', roleArn('admin')), allow('codebuild:StartBuild', '*')),
        ...other('Admin', asStack, allow('*', '*')), // it does not trust CodeBuild
      },
      {
        ...ofGitHub(
          login,
          allow(push, appArn),
          allow('iam:PassRole', roleArn('builder')),
          allow('codebuild:StartBuild', '*'),
        ),
        ...other('Builder', asBuild, login, allow(push, appArn)),
      },
    ],
  },
  'user-key-pushes': {
    wrong: [
      keyOf(login, allow(push, appArn)),
      keyOf(allow('ecr:*', '*')),
      keyOf(allow('*', '*')),
      {
        ...keyOf(allow('sts:AssumeRole', roleArn('pusher'))),
        ...other('Pusher', ownAccount, login, allow(push, appArn)),
      },
    ],
    right: [
      keyOf(login, allow(pull, appArn)),
      keyOf(allow(push, appArn), deny('ecr:PutImage')),
      { User: keyOf(login, allow(push, appArn)).User },
      good,
    ],
  },
  'output-shows-secret': {
    wrong: [
      { Resources: keyOf(), Outputs: { Secret: { Value: { 'Fn::GetAtt': ['Key', 'SecretAccessKey'] } } } },
      { Resources: keyOf(), Outputs: { Secret: { Value: { 'Fn::Sub': 'key ${Key.SecretAccessKey}' } } } },
      {
        Parameters: { Token: { Type: 'String', NoEcho: true } },
        Resources: good,
        Outputs: { Token: { Value: { Ref: 'Token' } } },
      },
      {
        Parameters: { Token: { Type: 'String', NoEcho: 'true', Default: 'x' } },
        Resources: good,
        Outputs: { Token: { Value: { 'Fn::Join': ['', ['https://u:', { Ref: 'Token' }, '@host']] } } },
      },
    ],
    right: [
      { Resources: keyOf(), Outputs: { Id: { Value: { Ref: 'Key' } } } },
      {
        Parameters: { Name: { Type: 'String' } },
        Resources: good,
        Outputs: { Name: { Value: { Ref: 'Name' } } },
      },
    ],
  },
  'identity-pushes-own-image': {
    wrong: [
      { ...task('app'), ...identity(login, allow(push, appArn)) },
      { ...task('app', { Image: image(`app@sha256:${'0'.repeat(64)}`) }), ...identity(login, allow(push, '*')) },
      {
        ...task('app', { Image: join(image('app:'), { Ref: 'Tag' }) }),
        ...identity(allow('*', '*')),
      },
      {
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: { Role: roleArn('ci'), Code: { ImageUri: image('app:v1') } },
        },
        ...identity(login, allow(push, appArn)),
      },
      {
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Code: {
              ImageUri: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/${Repository}:v1' },
            },
          },
        },
        Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'app' } },
        ...identity(login, allow(push, { 'Fn::GetAtt': ['Repository', 'Arn'] } as never)),
      },
    ],
    right: [
      { ...task('app'), ...identity(login, allow(pull, appArn)) },
      { ...task('other'), ...identity(login, allow(push, appArn)) },
      { ...task('app', { Image: 'public.ecr.aws/nginx/nginx:1' }), ...identity(login, allow(push, '*')) },
      { ...task('app'), ...identity(login, allow(push, appArn), deny('ecr:PutImage')) },
    ],
  },
  'identity-tags-itself': {
    wrong: [
      identity(allow(push, ownTag), allow('iam:TagRole', '*')),
      identity(
        allow(push, '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'web' } } }),
        allow('iam:*', '*'),
      ),
      identity(allow(push, '*', tagged), allow('ecr:TagResource', '*')),
      identity(
        allow(push, '*', tagged),
        allow('ecr:TagResource', '*', { Condition: { StringEquals: { 'aws:RequestTag/team': 'web' } } }),
      ),
    ],
    wrongByPlace: [
      identity(allow(push, ownTag), allow('iam:Tag*', roleArn('ci'))),
      identity(
        allow(push, '*', { Condition: { StringEquals: { 'ecr:ResourceTag/team': 'web' } } }),
        allow('ecr:Tag*', all),
      ),
    ],
    right: [
      good,
      identity(allow(push, ownTag), allow('iam:TagRole', roleArn('app'))),
      identity(allow(push, ownTag)),
      identity(allow(push, '*', tagged), allow('ecr:TagResource', '*', tagged)),
      identity(allow(push, '*', tagged), allow('ecr:TagResource', '*'), deny('ecr:Tag*')),
      identity(allow(push, appArn), allow(['iam:TagRole', 'ecr:TagResource'], '*')),
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
      identity(allow('codestar-connections:*', connection()), allow('codeconnections:*', '*')),
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

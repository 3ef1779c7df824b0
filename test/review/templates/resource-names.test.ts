import { valueOf } from './graphs';

const place = 'eu-west-1:123456789012';

test.each([
  ['AWS::ECR::Repository', { RepositoryName: 'a/b' }, 'a/b', `arn:aws:ecr:${place}:repository/a/b`],
  ['AWS::ECR::Repository', {}, '${Stack.It}', `arn:aws:ecr:${place}:repository/\${Stack.It}`],
  ['AWS::IAM::Role', { RoleName: 'r' }, 'r', 'arn:aws:iam::123456789012:role/r'],
  ['AWS::IAM::Role', { Path: '/x/y/' }, '${Stack.It}', 'arn:aws:iam::123456789012:role/x/y/${Stack.It}'],
  ['AWS::IAM::User', { UserName: 'u' }, 'u', 'arn:aws:iam::123456789012:user/u'],
  ['AWS::IAM::Group', { GroupName: 'g' }, 'g', 'arn:aws:iam::123456789012:group/g'],
  ['AWS::CodeBuild::Project', { Name: 'p' }, 'p', `arn:aws:codebuild:${place}:project/p`],
  ['AWS::KMS::Key', {}, '${Stack.It}', `arn:aws:kms:${place}:key/\${Stack.It}`],
  ['AWS::S3::Bucket', { BucketName: 'b' }, 'b', 'arn:aws:s3:::b'],
  ['AWS::Lambda::Function', { FunctionName: 'f' }, 'f', `arn:aws:lambda:${place}:function:f`],
  ['AWS::ECS::Cluster', { ClusterName: 'c' }, 'c', `arn:aws:ecs:${place}:cluster/c`],
  ['AWS::Logs::LogGroup', { LogGroupName: 'l' }, 'l', `arn:aws:logs:${place}:log-group:l:*`],
  [
    'AWS::IAM::OIDCProvider',
    { Url: 'https://token.actions.githubusercontent.com' },
    'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
    'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
  ],
  ['AWS::ECS::Service', {}, '${Stack.It}', '${Stack.It.Arn}'],
])('%s %j has a name and an ARN', (type, properties, name, arn) => {
  const resources = { It: { Type: type, Properties: properties } };
  expect(valueOf([{ Ref: 'It' }, { 'Fn::GetAtt': ['It', 'Arn'] }], { Resources: resources })).toEqual([name, arn]);
});

test('other attributes', () => {
  const resources = {
    Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'app' } },
    Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'p', Path: '/x/' } },
    Role: { Type: 'AWS::IAM::Role' },
  };
  const value = [
    { 'Fn::GetAtt': ['Repository', 'RepositoryUri'] },
    { Ref: 'Policy' },
    { 'Fn::GetAtt': ['Policy', 'PolicyArn'] },
    { 'Fn::GetAtt': ['Role', 'RoleId'] },
  ];
  expect(valueOf(value, { Resources: resources })).toEqual([
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app',
    'arn:aws:iam::123456789012:policy/x/p',
    'arn:aws:iam::123456789012:policy/x/p',
    '${Stack.Role.RoleId}',
  ]);
});

import { allow, appArn, identity, policy, pull, repository, role, type RuleCases, statements } from './fixtures';

const other = '111111111111';
const host = (account = '123456789012', region = 'us-east-1') => `${account}.dkr.ecr.${region}.amazonaws.com`;
const app = `${host()}/app:1.0`;
const foreign = `${host(other)}/app@sha256:${'a'.repeat(64)}`;
const roleArn = 'arn:aws:iam::123456789012:role/ci';
const login = allow('ecr:GetAuthorizationToken', '*');
const foreignArn = appArn.replace('123456789012', other);
const tasks = (name: string) => ({ Principal: { Service: name }, Effect: 'Allow', Action: 'sts:AssumeRole' });
/** The role `ci`, which may call these actions on the repository. */
const may = (actions: readonly string[], arn = appArn) => identity(allow(actions, arn), login);
const managed = (name: string) =>
  role([tasks('ecs-tasks.amazonaws.com')], { ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });

const task = (image: unknown = app, properties: object = {}) => ({
  Task: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: {
      RequiresCompatibilities: ['FARGATE'],
      ExecutionRoleArn: roleArn,
      ContainerDefinitions: [{ Name: 'app', Image: image }],
      ...properties,
    },
  },
});
const unnamed = { Repository: { Type: 'AWS::ECR::Repository' } };
const inArn = (index: number) => ({
  'Fn::Select': [index, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Repository', 'Arn'] }] }],
});
const byArn = {
  'Fn::Join': [
    '',
    [inArn(4), '.dkr.ecr.', inArn(3), '.', { Ref: 'AWS::URLSuffix' }, '/', { Ref: 'Repository' }, ':latest'],
  ],
};
const fn = (image: unknown, type = 'AWS::Lambda::Function') => ({
  Function: {
    Type: type,
    Properties: {
      PackageType: 'Image',
      ...(type === 'AWS::Lambda::Function' ? { Code: { ImageUri: image } } : { ImageUri: image }),
    },
  },
});
const project = (image: string, environment: object = {}) => ({
  Project: {
    Type: 'AWS::CodeBuild::Project',
    Properties: { ServiceRole: roleArn, Environment: { Image: image, ...environment } },
  },
});
const service = (image: string, authentication?: object) => ({
  Service: {
    Type: 'AWS::AppRunner::Service',
    Properties: {
      SourceConfiguration: {
        ImageRepository: { ImageIdentifier: image, ImageRepositoryType: 'ECR' },
        ...(authentication && { AuthenticationConfiguration: authentication }),
      },
    },
  },
});
const job = (properties: object) => ({ Job: { Type: 'AWS::Batch::JobDefinition', Properties: properties } });
const model = (properties: object) => ({ Model: { Type: 'AWS::SageMaker::Model', Properties: properties } });
const fromSource = (account: string) => ({
  Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:lambda:us-east-1:${account}:function:*` } },
});
const servicePull = (name: string, further: Readonly<Record<string, unknown>> = {}) =>
  policy({ Service: name }, further);

export const consumerCases: Readonly<Record<string, RuleCases>> = {
  'consumer-cannot-pull': {
    wrong: [
      { ...repository({}), ...identity(login), ...task() },
      // Only one of the two actions, or no login.
      { ...repository({}), ...may(['ecr:BatchGetImage']), ...task() },
      { ...repository({}), ...identity(allow(pull, appArn)), ...task() },
      { ...repository({}), ...may(pull, appArn.replace('app', 'other')), ...task() },
      // The repository denies it.
      { ...policy('*', { Effect: 'Deny', Action: 'ecr:BatchGetImage' }), ...may(pull), ...task() },
      // An image by the ARN of a repository without a name, as the CDK writes it, and by its address.
      { ...unnamed, ...identity(login), ...task(byArn) },
      { ...unnamed, ...identity(login), ...task({ 'Fn::Sub': '${Repository.RepositoryUri}:1' }) },
      // No role at all.
      { ...repository({}), ...task(app, { ExecutionRoleArn: undefined }) },
      // A repository of this account that no template creates, for a role without rights.
      { ...identity(login), ...task() },
      { ...repository({}), ...identity(login), ...project(app, { ImagePullCredentialsType: 'SERVICE_ROLE' }) },
      { ...repository({}), ...may(pull), ...project(app) },
      { ...repository({}), ...service(app) },
      { ...repository({}), ...identity(login), ...service(app, { AccessRoleArn: roleArn }) },
      { ...repository({}), ...job({ PlatformCapabilities: ['FARGATE'], ContainerProperties: { Image: app } }) },
      {
        ...repository({}),
        ...identity(login),
        ...job({ ContainerProperties: { Image: app, ExecutionRoleArn: roleArn } }),
      },
      {
        ...repository({}),
        ...identity(login),
        ...job({ EcsProperties: { TaskProperties: [{ ExecutionRoleArn: roleArn, Containers: [{ Image: app }] }] } }),
      },
      {
        ...repository({}),
        ...identity(login),
        ...model({ ExecutionRoleArn: roleArn, PrimaryContainer: { Image: app } }),
      },
      { ...repository({}), ...identity(login), ...model({ ExecutionRoleArn: roleArn, Containers: [{ Image: app }] }) },
    ],
    wrongByPlace: [
      // A repository of another account, and a role without rights.
      { ...identity(login), ...task(foreign) },
      { ...repository({}), ...may(pull, appArn.replace('us-east-1', 'eu-west-1')), ...task() },
      // The repository is here, and the role is in the other account.
      {
        ...policy({ AWS: 'arn:aws:iam::222222222222:root' }),
        ...task(app, { ExecutionRoleArn: `arn:aws:iam::${other}:role/x` }),
      },
      { ...repository({}), ...task(app, { ExecutionRoleArn: `arn:aws:iam::${other}:role/x` }) },
      {
        ...servicePull('codebuild.amazonaws.com', { Condition: { StringEquals: { 'aws:SourceAccount': other } } }),
        ...project(app),
      },
    ],
    right: [
      { ...unnamed, ...may(pull, '*'), ...task(byArn) },
      { ...repository({}), ...may(pull), ...task() },
      { ...repository({}), ...managed('service-role/AmazonECSTaskExecutionRolePolicy'), ...task() },
      // A policy that is in no template may allow it.
      {
        ...repository({}),
        ...role([tasks('ecs-tasks.amazonaws.com')], { ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/x'] }),
        ...task(),
      },
      // The repository lets the role pull, and the role may log in.
      { ...policy({ AWS: roleArn }), ...identity(login), ...task() },
      // An instance pulls for tasks that need no Fargate.
      { ...repository({}), ...task(app, { ExecutionRoleArn: undefined, RequiresCompatibilities: ['EC2'] }) },
      // Images of other registries, and of a registry that is known only at deploy.
      { ...identity(login), ...task('public.ecr.aws/docker/library/nginx:1') },
      { ...identity(login), ...task({ Ref: 'Image' }) },
      { ...identity(login), ...task('quay.io/acme/app') },
      // Credentials of another registry.
      {
        ...repository({}),
        ...identity(login),
        ...task(app, { ContainerDefinitions: [{ Image: app, RepositoryCredentials: { CredentialsParameter: 'x' } }] }),
      },
      // The repository of another account is in no template, and the role may pull it.
      { ...may(pull, foreignArn), ...task(foreign) },
      {
        ...policy({ AWS: `arn:aws:iam::${other}:root` }),
        ...task(app, { ExecutionRoleArn: `arn:aws:iam::${other}:role/x` }),
      },
      {
        ...policy('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
        ...task(app, { ExecutionRoleArn: `arn:aws:iam::${other}:role/x` }),
      },
      // A role of this account that no template creates has policies that are not known here.
      { ...repository({}), ...task(app, { ExecutionRoleArn: 'arn:aws:iam::123456789012:role/elsewhere' }) },
      // Lambda adds itself to the policy of a repository in its own account.
      { ...repository({}), ...fn(app) },
      {
        ...servicePull('codebuild.amazonaws.com', {
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        }),
        ...project(app),
      },
      { ...repository({}), ...identity(login), ...project('aws/codebuild/standard:7.0') },
      { ...repository({}), ...identity(login), ...project(app, { ImagePullCredentialsType: { Ref: 'Credentials' } }) },
      { ...repository({}), ...may(pull), ...service(app, { AccessRoleArn: roleArn }) },
      { ...repository({}), ...job({ PlatformCapabilities: ['EC2'], ContainerProperties: { Image: app } }) },
      { ...repository({}), ...may(pull), ...model({ ExecutionRoleArn: roleArn, PrimaryContainer: { Image: app } }) },
      {
        ...statements({
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: pull,
          ...fromSource(other),
        }),
        ...may(pull),
        ...task(),
      },
    ],
  },
  'consumer-image-of-other-region': {
    wrong: [],
    wrongByPlace: [
      fn(`${host('123456789012', 'eu-west-1')}/app:1`),
      fn(`${host(other, 'eu-west-1')}/app:1`),
      fn(`${host('123456789012', 'eu-west-1')}/app:1`, 'AWS::Serverless::Function'),
      fn('123456789012.dkr-ecr.eu-west-1.on.aws/app:1'),
      model({ ExecutionRoleArn: roleArn, PrimaryContainer: { Image: `${host('123456789012', 'eu-west-1')}/app:1` } }),
    ],
    right: [
      fn(app),
      fn({ Ref: 'Image' }),
      task(`${host('123456789012', 'eu-west-1')}/app:1`),
      model({ ExecutionRoleArn: roleArn, PrimaryContainer: { Image: app } }),
      fn({ 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app' }),
    ],
  },
};

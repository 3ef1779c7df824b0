import { registryPolicy, repository, type Resources, type RuleCases } from './fixtures';

const rule = (properties: object, id = 'Rule'): Resources => ({
  [id]: { Type: 'AWS::ECR::PullThroughCacheRule', Properties: { EcrRepositoryPrefix: 'docker-hub', ...properties } },
});
const secretArn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/docker-hub-AbCdEf';
const dockerHub = { UpstreamRegistryUrl: 'registry-1.docker.io' };
const dockerHubWith = (credential: unknown) => rule({ ...dockerHub, CredentialArn: credential });
const resource = (type: string, properties: object, further: object = {}) => ({
  Type: `AWS::ECR::${type}`,
  Properties: properties,
  ...further,
});
const replication = (...rules: unknown[]): Resources => ({
  Replication: resource('ReplicationConfiguration', { ReplicationConfiguration: { Rules: rules } }),
});
const to = (account: unknown, region = 'eu-west-1') => ({ Destinations: [{ RegistryId: account, Region: region }] });
const scanning = (type: string, ...rules: unknown[]): Resources => ({
  Scanning: resource('RegistryScanningConfiguration', { ScanType: type, Rules: rules }),
});
const scan = (frequency: string, ...filters: unknown[]) => ({
  ScanFrequency: frequency,
  RepositoryFilters: filters.map((filter) => ({ Filter: filter, FilterType: 'WILDCARD' })),
});
const template = (prefix: string, further: object = {}) =>
  resource('RepositoryCreationTemplate', { Prefix: prefix, AppliedFor: ['REPLICATION'], ...further });
const other = 'arn:aws:iam::111111111111:root';
const below = 'arn:aws:ecr:us-east-1:123456789012:repository/team-a/*';
const fill = (statement: object) => registryPolicy({ Principal: { AWS: other }, Resource: below, ...statement });
const registries = (type: string, properties: object = {}, other_: object = properties): Resources => ({
  One: resource(type, properties),
  Two: resource(type, other_),
});

const runningRole = 'arn:aws:iam::123456789012:role/execution';
const appImage = '123456789012.dkr.ecr.us-east-1.amazonaws.com/prod/app';
const ownRole: Resources = {
  Execution: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
};
const excluded = (principal: unknown) => ({
  Exclusion: resource('PullTimeUpdateExclusion', { PrincipalArn: principal }),
});
const task = (role: unknown, image = `${appImage}:1`): Resources => ({
  Task: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { ExecutionRoleArn: role, ContainerDefinitions: [{ Name: 'app', Image: image }] },
  },
});
const ciProject: Resources = {
  Project: {
    Type: 'AWS::CodeBuild::Project',
    Properties: {
      ServiceRole: runningRole,
      Environment: {
        Type: 'LINUX_CONTAINER',
        ComputeType: 'BUILD_GENERAL1_SMALL',
        ImagePullCredentialsType: 'SERVICE_ROLE',
        Image: `${appImage}:1`,
      },
    },
  },
};

export const registryCases: Readonly<Record<string, RuleCases>> = {
  'registry-cache-without-credential': {
    wrong: [
      rule(dockerHub),
      rule({ UpstreamRegistry: 'docker-hub' }),
      rule({ UpstreamRegistryUrl: 'https://ghcr.io' }),
      rule({ UpstreamRegistryUrl: 'acme.azurecr.io' }),
      rule({ UpstreamRegistryUrl: 'registry.gitlab.com' }),
      rule({ UpstreamRegistryUrl: 'cgr.dev' }),
      rule({ ...dockerHub, CredentialArn: { Ref: 'AWS::NoValue' } }),
    ],
    right: [
      dockerHubWith(secretArn),
      rule({ UpstreamRegistryUrl: 'public.ecr.aws' }),
      rule({ UpstreamRegistryUrl: 'quay.io' }),
      rule({ UpstreamRegistryUrl: 'registry.k8s.io' }),
      rule({ UpstreamRegistryUrl: '123456789012.dkr.ecr.eu-west-1.amazonaws.com' }),
      dockerHubWith({ Ref: 'Credential' }),
    ],
  },
  'registry-cache-credential-refused': {
    wrong: [
      dockerHubWith('arn:aws:secretsmanager:us-east-1:123456789012:secret:docker-hub-AbCdEf'),
      dockerHubWith('arn:aws:secretsmanager:us-east-1:123456789012:secret:team/ecr-pullthroughcache/hub-AbCdEf'),
      dockerHubWith('arn:aws:ssm:us-east-1:123456789012:parameter/docker-hub'),
      dockerHubWith('arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache-hub-AbCdEf'),
    ],
    right: [
      dockerHubWith(secretArn),
      dockerHubWith({ Ref: 'Secret' }),
      rule({ UpstreamRegistryUrl: 'quay.io' }),
      dockerHubWith({ 'Fn::Sub': 'arn:aws:secretsmanager:us-east-1:123456789012:secret:${Name}' }),
    ],
  },
  'registry-filled-by-other-account': {
    wrong: [
      fill({ Action: 'ecr:ReplicateImage' }),
      fill({ Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'] }),
      fill({ Action: 'ecr:BatchImportUpstreamImage', Principal: { AWS: '111111111111' } }),
      fill({ Action: 'ecr:CreateRepository', Principal: { AWS: 'arn:aws:iam::111111111111:role/ci' } }),
      fill({ Action: 'ecr:Replicate*' }),
    ],
    right: [
      fill({ Action: 'ecr:ReplicateImage', Principal: { AWS: 'arn:aws:iam::123456789012:role/ci' } }),
      fill({ Action: 'ecr:DescribeImages' }),
      fill({ Action: 'ecr:ReplicateImage', Resource: '*' }), // another rule reports it
    ],
  },
  'registry-copies-to-other-account': {
    wrong: [
      replication(to('222222222222')),
      replication({ ...to('222222222222'), RepositoryFilters: [{ Filter: 'prod/', FilterType: 'PREFIX_MATCH' }] }),
      replication(to('123456789012'), to('222222222222', 'us-east-1')),
      replication({ Destinations: [...to('123456789012').Destinations, ...to('333333333333').Destinations] }),
    ],
    right: [replication(to('123456789012')), replication(to({ Ref: 'Account' })), replication()],
  },
  'registry-scanning-off': {
    wrong: [
      scanning('BASIC'),
      scanning('ENHANCED'),
      scanning('BASIC', scan('MANUAL', '*')),
      { Scanning: resource('RegistryScanningConfiguration', { ScanType: 'BASIC' }) },
    ],
    right: [
      scanning('BASIC', scan('SCAN_ON_PUSH', '*')),
      scanning('ENHANCED', scan('CONTINUOUS_SCAN', 'prod/*')),
      { Scanning: resource('RegistryScanningConfiguration', { ScanType: 'BASIC', Rules: { Ref: 'Rules' } }) },
    ],
  },
  'registry-scanning-leaves-out': {
    wrong: [
      { ...repository({}), ...scanning('BASIC', scan('SCAN_ON_PUSH', 'prod/*')) },
      { ...repository({}), ...scanning('ENHANCED', scan('CONTINUOUS_SCAN', 'prod'), scan('SCAN_ON_PUSH', 'dev/*')) },
      { ...repository({}), ...scanning('BASIC', scan('MANUAL', '*'), scan('SCAN_ON_PUSH', 'prod/*')) },
      { Template: template('team-a'), ...scanning('ENHANCED', scan('SCAN_ON_PUSH', 'prod/*')) },
    ],
    right: [
      { ...repository({}), ...scanning('BASIC', scan('SCAN_ON_PUSH', '*')) },
      { ...repository({}), ...scanning('BASIC', scan('SCAN_ON_PUSH', 'pp')) },
      { ...repository({ RepositoryName: { Ref: 'Name' } }), ...scanning('BASIC', scan('SCAN_ON_PUSH', 'prod/*')) },
      { ...repository({}), ...scanning('BASIC', scan('SCAN_ON_PUSH', { Ref: 'Filter' })) },
      { Template: template('team-a'), ...scanning('ENHANCED', scan('SCAN_ON_PUSH', 'team-*')) },
    ],
  },
  'registry-running-role-excluded': {
    wrong: [
      { ...task(runningRole), ...excluded(runningRole) },
      {
        ...ownRole,
        ...task({ 'Fn::GetAtt': ['Execution', 'Arn'] }),
        ...excluded({ 'Fn::GetAtt': ['Execution', 'Arn'] }),
      },
      { ...ciProject, ...task(runningRole, `${appImage}@sha256:${'a'.repeat(64)}`), ...excluded(runningRole) },
      {
        Model: {
          Type: 'AWS::SageMaker::Model',
          Properties: { ExecutionRoleArn: runningRole, PrimaryContainer: { Image: `${appImage}:1` } },
        },
        ...excluded(runningRole),
      },
    ],
    right: [
      task(runningRole),
      { ...task(runningRole), ...excluded('arn:aws:iam::123456789012:role/scanner') },
      { ...task(runningRole), ...excluded({ Ref: 'Role' }) },
      { ...task(runningRole, 'public.ecr.aws/acme/app:1'), ...excluded(runningRole) },
      { ...ciProject, ...excluded(runningRole) },
    ],
  },
  'registry-setting-twice': {
    wrong: [
      registries('RegistryScanningConfiguration', { ScanType: 'BASIC', Rules: [scan('SCAN_ON_PUSH', '*')] }),
      registries('ReplicationConfiguration', { ReplicationConfiguration: { Rules: [to('123456789012')] } }),
      registries('RegistryPolicy', { PolicyText: { Statement: [] } }),
      registries('SigningConfiguration', { Rules: [] }),
      registries('RepositoryCreationTemplate', { Prefix: 'team-a' }),
      registries('PullThroughCacheRule', { EcrRepositoryPrefix: 'quay', UpstreamRegistryUrl: 'quay.io' }),
    ],
    right: [
      registries('RepositoryCreationTemplate', { Prefix: 'team-a' }, { Prefix: 'team-b' }),
      registries('PullTimeUpdateExclusion', { PrincipalArn: other }, { PrincipalArn: { Ref: 'Role' } }),
      {
        One: resource('RegistryPolicy', { PolicyText: {} }),
        Two: resource('ReplicationConfiguration', { ReplicationConfiguration: { Rules: [] } }),
      },
    ],
  },
};

import { buildGraph } from '../../../lib/review/templates/build-graph';
import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { account, region } from '../../synthesis';
import { loaded, shown } from './graphs';

const exporting = {
  Resources: { Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'app' } } },
  Outputs: {
    Arn: {
      Value: { 'Fn::GetAtt': ['Repository', 'Arn'] },
      Export: { Name: { 'Fn::Sub': 'shared-${AWS::Region}' } },
    },
  },
};

const importing = {
  Resources: {
    Probe: { Type: 'Probe', Properties: { value: { 'Fn::ImportValue': { 'Fn::Sub': 'shared-${AWS::Region}' } } } },
  },
};

function probesOf(templates: readonly LoadedTemplate[]): unknown[] {
  const { resources } = shown(buildGraph(templates));
  return resources.filter(({ type }) => type === 'Probe').map(({ properties }) => properties.value);
}

test('an import is what another stack of its place exports', () => {
  const other = { account: '999999999999', region };
  const templates = [
    loaded(exporting, other, 'Other'),
    loaded(exporting, { account, region }, 'Exporting'),
    loaded(importing, { account, region }, 'Importing'),
  ];
  expect(probesOf(templates)).toEqual(['arn:aws:ecr:eu-west-1:123456789012:repository/app']);
});

test('an import of what several other places export is open, of what one exports is that', () => {
  const [here, there] = [
    { account: '1', region },
    { account: '2', region },
  ];
  const one = [loaded(exporting, here, 'A'), loaded(importing, { account: '3', region }, 'C')];
  expect(probesOf(one)).toEqual(['arn:aws:ecr:eu-west-1:1:repository/app']);
  expect(probesOf([...one, loaded(exporting, there, 'B')])).toEqual(['${Fn::ImportValue shared-eu-west-1}']);
});

test('imports that lead back to themselves are open', () => {
  const body = {
    ...importing,
    Outputs: {
      A: { Value: { 'Fn::ImportValue': 'a' }, Export: { Name: 'shared-eu-west-1' } },
      B: { Value: { 'Fn::ImportValue': 'shared-eu-west-1' }, Export: { Name: 'a' } },
    },
  };
  expect(probesOf([loaded(body)])).toEqual([expect.stringContaining('${')]);
});

test('stacks whose account is open are taken to share it', () => {
  const trust = {
    Statement: { Effect: 'Allow', Principal: { AWS: { Ref: 'AWS::AccountId' } }, Action: 'sts:AssumeRole' },
  };
  const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'ci', AssumeRolePolicyDocument: trust } };
  const document = { Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } };
  const policy = { Type: 'AWS::IAM::Policy', Properties: { Roles: ['ci'], PolicyDocument: document } };
  const templates = [
    loaded({ Resources: { Role: role } }, {}, 'A'),
    loaded({ Resources: { Policy: policy } }, {}, 'B'),
  ];
  const { identities } = buildGraph(templates);
  expect(identities).toHaveLength(1);
  expect(identities[0]?.policies).toMatchObject([{ actions: ['ecr:*'], source: { template: 'B' } }]);
});

test('roles of one name in two accounts are two', () => {
  const role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'ci' } };
  const document = { Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } };
  const policy = { Type: 'AWS::IAM::Policy', Properties: { Roles: ['ci'], PolicyDocument: document } };
  const { identities } = buildGraph([
    loaded({ Resources: { Role: role } }, { account: '111111111111' }, 'A'),
    loaded({ Resources: { Role: role, Policy: policy } }, { account: '222222222222' }, 'B'),
  ]);
  expect(identities.map(({ account: own, policies }) => [own, policies.length])).toEqual([
    ['111111111111', 0],
    ['222222222222', 1],
  ]);
});

test('unresolved values of one name in two templates are two', () => {
  const body = { Resources: { Repository: { Type: 'AWS::ECR::Repository' } } };
  const { repositories } = buildGraph([loaded(body), loaded(body)]);
  expect(shown(repositories).map(({ name }) => name)).toEqual(['${Stack.Repository}', '${Stack (2).Repository}']);
});

test('a nested stack gets parameters, and gives outputs', () => {
  const parent = {
    Resources: {
      Nested: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { Parameters: { Name: { 'Fn::Sub': 'app-${AWS::Region}' } } },
      },
      Probe: { Type: 'Probe', Properties: { value: { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] } } },
    },
  };
  const nested = {
    Parameters: { Name: { Type: 'String', Default: 'default' } },
    Conditions: { IsApp: { 'Fn::Equals': [{ Ref: 'Name' }, 'app-eu-west-1'] } },
    Resources: {
      Repository: { Type: 'AWS::ECR::Repository', Condition: 'IsApp', Properties: { RepositoryName: { Ref: 'Name' } } },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Repository', 'Arn'] } } },
  };
  const templates = [
    loaded(parent, undefined, 'Parent'),
    { ...loaded(nested, undefined, 'Parent/Nested'), nestedIn: { template: 'Parent', logicalId: 'Nested' } },
  ];
  expect(probesOf(templates)).toEqual(['arn:aws:ecr:eu-west-1:123456789012:repository/app-eu-west-1']);
  expect(buildGraph(templates).repositories[0]?.resource.when).toEqual([]);
});

test('nested stacks that lead back to themselves are open', () => {
  const parent = {
    Resources: {
      Nested: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { Parameters: { In: { 'Fn::GetAtt': ['Nested', 'Outputs.Out'] } } },
      },
      Probe: { Type: 'Probe', Properties: { value: { 'Fn::GetAtt': ['Nested', 'Outputs.Out'] } } },
    },
  };
  const nested = { Parameters: { In: { Type: 'String' } }, Outputs: { Out: { Value: { 'Fn::Sub': 'x${In}' } } } };
  const templates = [
    loaded(parent, undefined, 'Parent'),
    { ...loaded(nested, undefined, 'Child'), nestedIn: { template: 'Parent', logicalId: 'Nested' } },
  ];
  expect(probesOf(templates)).toEqual([expect.stringContaining('${Parent.Nested.Outputs.Out}')]);
});

test('providers and the registry policy', () => {
  const resources = {
    Provider: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://gitlab.com', ClientIdList: ['a', 'b'] } },
    Custom: {
      Type: 'Custom::AWSCDKOpenIdConnectProvider',
      Properties: { Url: 'https://token.actions.githubusercontent.com', ClientIDList: ['sts.amazonaws.com'] },
    },
    Registry: {
      Type: 'AWS::ECR::RegistryPolicy',
      Properties: { PolicyText: { Statement: { Effect: 'Allow', Action: 'ecr:ReplicateImage', Resource: '*' } } },
    },
  };
  const { providers, registries } = buildGraph([loaded({ Resources: resources })]);
  expect(providers.map(({ arn, issuer, audiences }) => ({ arn, issuer, audiences }))).toEqual([
    { arn: 'arn:aws:iam::123456789012:oidc-provider/gitlab.com', issuer: 'gitlab.com', audiences: ['a', 'b'] },
    {
      arn: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
      issuer: 'token.actions.githubusercontent.com',
      audiences: ['sts.amazonaws.com'],
    },
  ]);
  expect(registries).toMatchObject([{ policy: [{ actions: ['ecr:ReplicateImage'] }] }]);
});

test("resources have their construct's path, and what makes resources at deploy is one", () => {
  const resources = {
    A: { Type: 'AWS::S3::Bucket', Metadata: { 'aws:cdk:path': 'Stack/A/Resource' } },
    'Fn::ForEach::Roles': [{ Ref: 'Name' }, ['a'], { 'Role${Name}': { Type: 'AWS::IAM::Role' } }],
  };
  const { resources: all } = buildGraph([loaded({ Resources: resources })]);
  expect(all.map(({ type, source }) => [type, source])).toEqual([
    ['AWS::S3::Bucket', { template: 'Stack', logicalId: 'A', path: 'Stack/A/Resource' }],
    ['Fn::ForEach::Roles', { template: 'Stack', logicalId: 'Fn::ForEach::Roles', path: '' }],
  ]);
});

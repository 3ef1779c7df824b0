import { minimal } from './config-cases';
import {
  build,
  dependenciesOf,
  propertiesOf,
  publisher,
  repositories,
  stacksOf,
  templateOf,
  templatesOf,
} from './config-stacks';

const here = { name: 'prod', account: '123456789012', region: 'us-east-1' };
const london = { name: 'london', account: '123456789012', region: 'eu-west-2' };
const test1 = { name: 'test', account: '210987654321', region: 'us-east-1' };

describe('stacks', () => {
  test('repositories have one for each environment, in its account and Region', () => {
    const stacks = stacksOf({ environments: [here, london, test1] });
    expect(stacks.map(({ stackName, account, region }) => [stackName, account, region])).toEqual([
      ['ecr-publishing-prod', '123456789012', 'us-east-1'],
      ['ecr-publishing-london', '123456789012', 'eu-west-2'],
      ['ecr-publishing-test', '210987654321', 'us-east-1'],
    ]);
  });

  test('no stack needs another or has an export', () => {
    const config = {
      environments: [here, london, test1],
      publishers: [publisher('service')],
      builds: [build('service')],
    };
    expect(dependenciesOf(config)).toEqual({});
    expect(JSON.stringify(templatesOf(config))).not.toMatch(/Fn::ImportValue|"Export"/);
  });

  test('each repository goes to its environments, and to all without any', () => {
    const config = {
      environments: [here, london, test1],
      repositories: [{ name: 'everywhere' }, { name: 'abroad', environments: ['london', 'test'] }],
    };
    const names = Object.entries(templatesOf(config)).map(([stack, template]) => [
      stack,
      propertiesOf(template, 'AWS::ECR::Repository').map(({ RepositoryName: name }) => name as string),
    ]);
    expect(names).toEqual([
      ['ecr-publishing-prod', ['everywhere']],
      ['ecr-publishing-london', ['everywhere', 'abroad']],
      ['ecr-publishing-test', ['everywhere', 'abroad']],
    ]);
  });

  test('the ARNs of a Region of another partition are of that partition', () => {
    const config = {
      environments: [{ name: 'beijing', account: '123456789012', region: 'cn-north-1' }],
      repositories: [{ name: 'service', pullers: [{ account: '111111111111' }] }],
    };
    const [repository] = propertiesOf(templateOf(config), 'AWS::ECR::Repository');
    expect(JSON.stringify(repository)).toContain('arn:aws-cn:iam::111111111111:root');
  });
});

describe('publishers', () => {
  const roles = (config: object) =>
    Object.entries(templatesOf({ publishers: [publisher('service')], ...config })).map(([stack, template]) => [
      stack,
      propertiesOf(template, 'AWS::IAM::Role').map(({ RoleName: name }) => name as string),
      propertiesOf(template, 'AWS::IAM::OIDCProvider').length,
    ]);

  test('an account has one role for all its Regions, in its first environment by name', () => {
    expect(roles({ environments: [here, london] })).toEqual([
      ['ecr-publishing-prod', [], 0],
      ['ecr-publishing-london', [], 0],
      ['ecr-publishing-london-publishers', ['github-ci'], 1],
    ]);
  });

  test('two accounts have a role each', () => {
    expect(roles({ environments: [here, test1] })).toEqual([
      ['ecr-publishing-prod', [], 0],
      ['ecr-publishing-prod-publishers', ['github-ci'], 1],
      ['ecr-publishing-test', [], 0],
      ['ecr-publishing-test-publishers', ['github-ci'], 1],
    ]);
  });

  test('the role reaches the repositories in all its Regions', () => {
    const { 'ecr-publishing-london-publishers': template } = templatesOf({
      environments: [here, london, test1],
      publishers: [publisher('service')],
    });
    const policies = JSON.stringify(propertiesOf(template, 'AWS::IAM::ManagedPolicy'));
    expect(policies.match(/arn:aws:ecr:[^"]*/g)?.sort()).toEqual([
      'arn:aws:ecr:eu-west-2:123456789012:repository/service',
      'arn:aws:ecr:us-east-1:123456789012:repository/service',
    ]);
  });

  test.each([[['prod']], [['london']], [['prod', 'london']]])(
    'the home has the provider and the role, whether the publisher is in %s',
    (names) => {
      const publishers = [publisher('service', { environments: names })];
      expect(roles({ environments: [here, london], publishers })).toEqual([
        ['ecr-publishing-prod', [], 0],
        ['ecr-publishing-london', [], 0],
        ['ecr-publishing-london-publishers', ['github-ci'], 1],
      ]);
    },
  );

  test('the environment with home has the provider and the roles', () => {
    expect(roles({ environments: [{ ...here, home: true }, london] })).toEqual([
      ['ecr-publishing-prod', [], 0],
      ['ecr-publishing-prod-publishers', ['github-ci'], 1],
      ['ecr-publishing-london', [], 0],
    ]);
  });

  test('a provider that is there already is imported', () => {
    expect(roles({ github: { provider: 'import' } })).toEqual([
      ['ecr-publishing-prod', [], 0],
      ['ecr-publishing-prod-publishers', ['github-ci'], 0],
    ]);
  });

  test('without publishers there is no provider', () => {
    expect(roles({ publishers: undefined })).toEqual([['ecr-publishing-prod', [], 0]]);
  });

  test('a deploy goes to its environments, each in its Region', () => {
    const deploys = [
      { cluster: 'shop', service: 'web' },
      { cluster: 'shop', service: 'batch', environments: ['london'] },
    ];
    const config = { environments: [here, london], publishers: [publisher('service', { deploys })] };
    const services = JSON.stringify(templatesOf(config)).match(/arn:aws:ecs:[^"]*:service[^"]*/g);
    expect([...new Set(services)].sort()).toEqual([
      'arn:aws:ecs:eu-west-2:123456789012:service/shop/batch',
      'arn:aws:ecs:eu-west-2:123456789012:service/shop/web',
      'arn:aws:ecs:us-east-1:123456789012:service/shop/web',
    ]);
  });
});

describe('builds', () => {
  test('a build is in the environments of its repository', () => {
    const config = {
      environments: [here, london],
      repositories: [{ name: 'service', environments: ['london'] }, { name: 'everywhere' }],
      builds: [build('service')],
    };
    const counts = Object.entries(templatesOf(config)).map(([name, template]) => [
      name,
      propertiesOf(template, 'AWS::CodeBuild::Project').length,
    ]);
    expect(counts).toEqual([
      ['ecr-publishing-prod', 0],
      ['ecr-publishing-london', 0],
      ['ecr-publishing-london-builds', 1],
    ]);
  });

  test('all builds of an environment share a key', () => {
    const template = templateOf({ builds: [build('service'), build('service', { name: 'another' })] });
    expect(propertiesOf(template, 'AWS::KMS::Key')).toHaveLength(1);
    expect(propertiesOf(template, 'AWS::Logs::LogGroup')).toHaveLength(2);
  });
});

describe('outputs', () => {
  const outputs = (config: object) =>
    Object.values(templateOf(config).Outputs ?? {}).map(({ Description }) => Description);

  test('there is a URI for each repository and an ARN for each role', () => {
    expect(outputs({ publishers: [publisher('service')], builds: [build('service')] })).toEqual([
      'The URI of the repository service',
      'The ARN of the role github-ci, for role-to-assume in the workflow',
    ]);
  });

  test('there are as many as CloudFormation takes', () => {
    expect(outputs({ repositories: repositories(200) })).toHaveLength(200);
  });

  test('beyond that there is the registry', () => {
    const { Outputs: registry } = templateOf({ repositories: repositories(201) });
    expect(Object.values(registry ?? {})).toEqual([
      {
        Value: { 'Fn::Join': ['', ['123456789012.dkr.ecr.us-east-1.', { Ref: 'AWS::URLSuffix' }]] },
        Description: 'The registry. Its repositories are too many to list.',
      },
    ]);
  });
});

test('names never collide, also with those that the app gives', () => {
  const names = ['Key', 'BuildKey', 'GitHubOidcProvider', 'Repositories', 'Output', 'Resource', 'Default', 'Source'];
  const config = {
    repositories: ['ab', 'a-b', 'a--b', 'a_b', 'a.b', 'a/b', 'resource', 'default'].map((name) => ({ name })),
    publishers: [...names, 'a+b', 'a=b', 'a@b', 'a,b'].map((name) => publisher('ab', { name })),
    builds: [...names, 'a-b', 'a_b', 'ab'].map((name) => build('ab', { name })),
  };
  const template = templateOf(config);
  expect(propertiesOf(template, 'AWS::ECR::Repository')).toHaveLength(8);
  expect(propertiesOf(template, 'AWS::IAM::OIDCProvider')).toHaveLength(1);
  expect(propertiesOf(template, 'AWS::IAM::Role')).toHaveLength(12 + 11);
  expect(propertiesOf(template, 'AWS::CodeBuild::Project')).toHaveLength(11);
});

test('everything is kept when it leaves the stack, but roles and policies', () => {
  const template = templateOf({ publishers: [publisher('service')], builds: [build('service')] });
  const gone = Object.values(template.Resources).flatMap(({ Type, DeletionPolicy }) =>
    DeletionPolicy === 'Retain' ? [] : [Type],
  );
  expect([...new Set(gone)].sort()).toEqual(['AWS::CodeBuild::Project', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
});

test('what a config leaves out is as the constructs have it', () => {
  const [repository] = propertiesOf(templateOf(minimal), 'AWS::ECR::Repository');
  expect(repository).toMatchObject({
    RepositoryName: 'service',
    ImageTagMutability: 'IMMUTABLE',
    ImageScanningConfiguration: { ScanOnPush: true },
  });
  expect(repository).not.toHaveProperty('RepositoryPolicyText');
});

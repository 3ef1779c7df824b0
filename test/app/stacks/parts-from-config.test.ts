import { type LifecycleDocument } from '../../../lib/repository/lifecycle/lifecycle-rule';
import { type Properties } from '../../synthesis';
import { full } from '../config-cases';
import { build, propertiesOf, publisher, templateOf, templatesOf } from '../config-stacks';

/** The one repository of a config. */
function repository(config: object, defaults?: object): Properties {
  const template = templateOf({ repositories: [{ name: 'service', ...config }], ...(defaults && { defaults }) });
  return propertiesOf(template, 'AWS::ECR::Repository')[0] ?? {};
}

function lifecycle(config: object, defaults?: object): string[] {
  const { LifecyclePolicy: policy } = repository(config, defaults) as {
    LifecyclePolicy: { LifecyclePolicyText: string };
  };
  const { rules } = JSON.parse(policy.LifecyclePolicyText) as LifecycleDocument;
  return rules.map(({ rulePriority, description = '' }) => `${rulePriority} ${description}`);
}

const usual = ['1 Expire untagged images after 1 day', '2 Keep the newest 100 images'];

describe('retention', () => {
  test('is that of the constructs without any', () => {
    expect(lifecycle({})).toEqual(usual);
  });

  test('is the default of the file, or the own one as a whole', () => {
    const defaults = { retention: { keepNewest: 5 } };
    expect(lifecycle({}, defaults)).toEqual(['1 Keep the newest 5 images']);
    expect(lifecycle({ retention: { expireUntaggedAfterDays: 3 } }, defaults)).toEqual([
      '1 Expire untagged images after 3 days',
    ]);
    expect(lifecycle({}, {})).toEqual(usual);
  });

  test('says all that a file can say', () => {
    const retention = {
      protect: ['release-*', 'latest'],
      expireUntaggedAfterDays: 2,
      expireOlderThanDays: 365,
      rules: [
        { tagPatterns: ['pr-*', '*-rc'], keepNewest: 3 },
        { anyTagPatterns: ['nightly-*', 'weekly-*'], keepNewest: 7 },
        { tagPrefixes: ['dev'], archiveUnpulledAfterDays: 30 },
        { tagPrefixes: ['dev'], expireArchivedAfterDays: 90 },
      ],
    };
    const printed = jest.spyOn(console, 'error').mockReturnValue();
    const rules = lifecycle({ retention });
    expect(String(printed.mock.calls)).toContain('selects only images whose tags match all of the patterns');
    printed.mockRestore();
    expect(rules).toEqual([
      '1 Protect images tagged release-*',
      '2 Protect images tagged latest',
      '3 Protect images tagged release-*, archived ones',
      '4 Protect images tagged latest, archived ones',
      '5 Keep the newest 3 images tagged pr-* and *-rc',
      '6 Keep the newest 7 images tagged nightly-*',
      '7 Keep the newest 7 images tagged weekly-*',
      '8 Archive images tagged dev* after 30 days without a pull',
      '9 Expire archived images tagged dev* after 90 days',
      '10 Expire untagged images after 2 days',
      '11 Expire images after 365 days',
    ]);
  });
});

describe('a repository', () => {
  test('has the tags, the scan and the key of the file', () => {
    const key = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
    const config = {
      mutableTags: ['latest'],
      imageScanOnPush: false,
      encryptionKey: key,
      retention: { protect: ['latest'], keepNewest: 9 },
    };
    expect(repository(config)).toMatchObject({
      RepositoryName: 'service',
      ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      ImageTagMutabilityExclusionFilters: [
        { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'latest' },
      ],
      ImageScanningConfiguration: { ScanOnPush: false },
      EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: key },
    });
  });

  test('can let all tags move, or all except some', () => {
    expect(repository({ imageTagMutability: 'MUTABLE' })).toMatchObject({ ImageTagMutability: 'MUTABLE' });
    expect(repository({ imageTagMutability: 'MUTABLE', immutableTags: ['v*'] })).toMatchObject({
      ImageTagMutability: 'MUTABLE_WITH_EXCLUSION',
      ImageTagMutabilityExclusionFilters: [
        { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'v*' },
      ],
    });
  });

  test('can keep all images, although the file has a default', () => {
    const kept = repository({ retention: { keepAll: true } }, { retention: { keepNewest: 5 } });
    expect(kept.LifecyclePolicy).toBeUndefined();
  });

  test.each([
    ['KMS', { EncryptionType: 'KMS' }],
    ['KMS_DSSE', { EncryptionType: 'KMS_DSSE' }],
    ['AES256', undefined],
  ])('can be encrypted as one that exists, with %s', (encryption, rendered) => {
    expect(repository({ encryption }).EncryptionConfiguration).toEqual(rendered);
  });

  const role = 'arn:aws:iam::222222222222:role/path/deployer';

  test.each([
    [{ account: '111111111111' }, { AWS: 'arn:aws:iam::111111111111:root' }],
    [{ role }, { AWS: role }],
    [{ organization: 'o-a1b2c3d4e5' }, '*'],
    [{ codeBuild: { account: '111111111111' } }, { Service: 'codebuild.amazonaws.com' }],
  ])('lets %j pull', (puller, principal) => {
    const { RepositoryPolicyText: policy } = repository({ pullers: [puller] });
    expect(policy).toMatchObject({ Statement: [{ Effect: 'Allow', Principal: principal }] });
    expect(JSON.stringify(policy)).toContain('ecr:GetDownloadUrlForLayer');
    expect(JSON.stringify(policy)).not.toContain('ecr:PutImage');
  });

  test('lets Lambda pull, and the account whose functions it is for', () => {
    const { RepositoryPolicyText: policy } = repository({ pullers: [{ lambda: { account: '333333333333' } }] });
    expect(policy).toMatchObject({
      Statement: [
        { Principal: { AWS: 'arn:aws:iam::333333333333:root' } },
        {
          Principal: { Service: 'lambda.amazonaws.com' },
          Condition: { StringLike: { 'aws:sourceARN': 'arn:aws:lambda:us-east-1:333333333333:function:*' } },
        },
      ],
    });
  });

  test.each([
    [{ account: '111111111111' }, 'arn:aws:iam::111111111111:root'],
    [{ role }, role],
  ])('lets %j push', (pusher, principal) => {
    const { RepositoryPolicyText: policy } = repository({ pushers: [pusher] });
    expect(policy).toMatchObject({ Statement: [{ Effect: 'Allow', Principal: { AWS: principal } }] });
    expect(JSON.stringify(policy)).toContain('ecr:PutImage');
  });
});

describe('a publisher', () => {
  const trust = (github: object) => {
    const template = templateOf({ publishers: [publisher('service', { github: [github] })] });
    const [{ AssumeRolePolicyDocument: document } = {}] = propertiesOf(template, 'AWS::IAM::Role');
    return JSON.stringify(document);
  };

  test('trusts branches, tags and environments, each exactly', () => {
    const document = trust({
      repository: 'acme/service',
      ownerId: '1',
      repositoryId: '2',
      branches: ['main', 'next'],
      tags: ['v1'],
      environments: ['prod:eu'],
    });
    expect(document.match(/repo:[^"]*/g)?.sort()).toEqual([
      'repo:acme@1/service@2:environment:prod%3Aeu',
      'repo:acme@1/service@2:ref:refs/heads/main',
      'repo:acme@1/service@2:ref:refs/heads/next',
      'repo:acme@1/service@2:ref:refs/tags/v1',
    ]);
    expect(document).toContain('"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"');
    expect(document).not.toContain('StringLike');
  });

  test('depends on the name if there are no ids, and warns of it', () => {
    const said = jest.spyOn(console, 'error').mockImplementation();
    expect(trust({ repository: 'acme/service', branches: ['main'] })).toContain(
      '"repo:acme/service:ref:refs/heads/main"',
    );
    expect(said).toHaveBeenCalledWith(expect.stringContaining('The trust in acme/service depends on the name.'));
    said.mockRestore();
  });

  test('deploys to the named service, with the named roles', () => {
    const other = 'arn:aws:iam::123456789012:role/other';
    const deploys = [{ cluster: 'shop', service: 'web', passRoles: ['tasks', other] }];
    const template = templateOf({ publishers: [publisher('service', { deploys })] });
    const statements = JSON.stringify(propertiesOf(template, 'AWS::IAM::ManagedPolicy'));
    expect(statements).toContain('"Action":["ecs:DescribeServices","ecs:UpdateService"]');
    expect(statements).toContain('arn:aws:ecs:us-east-1:123456789012:service/shop/web');
    expect(statements).toContain(`["${other}","arn:aws:iam::123456789012:role/tasks"]`);
    expect(statements).toContain('"iam:PassedToService":"ecs-tasks.amazonaws.com"');
  });

  test('deploys to a function with an alias, and restarts a service', () => {
    const deploys = [
      { lambda: 'api', alias: 'live' },
      { cluster: 'shop', service: 'web', restart: true },
    ];
    const template = templateOf({ publishers: [publisher('service', { deploys })] });
    const statements = JSON.stringify(propertiesOf(template, 'AWS::IAM::ManagedPolicy'));
    expect(statements).toContain('arn:aws:lambda:us-east-1:123456789012:function:api:live');
    expect(statements).toContain('arn:aws:ecs:us-east-1:123456789012:service/shop/web');
    expect(statements).not.toContain('ecs:RegisterTaskDefinition');
  });
});

describe('a build', () => {
  const project = (more: object) =>
    propertiesOf(templateOf({ builds: [build('service', more)] }), 'AWS::CodeBuild::Project')[0];

  test.each([
    ['CodeCommit', { codeCommit: 'service', branch: 'next' }, { Type: 'CODECOMMIT' }],
    ['S3', { s3: { bucket: 'sources', key: 'a/b.zip' } }, { Type: 'S3', Location: 'sources/a/b.zip' }],
  ])('reads its source from %s', (_, source, expected) => {
    expect(project({ source })).toMatchObject({ Name: 'build', Source: expected });
  });

  test('reads its source from GitHub, by a connection, when a branch is pushed to', () => {
    const template = templatesOf(full)['ecr-publishing-prod-builds'];
    const fromGitHub = propertiesOf(template, 'AWS::CodeBuild::Project').find(({ Name }) => Name === 'from-github');
    expect(fromGitHub).toMatchObject({
      Source: {
        Type: 'GITHUB',
        Location: 'https://github.com/acme/service.git',
        Auth: { Type: 'CODECONNECTIONS', Resource: full.builds[0]?.source.connectionArn },
      },
      Triggers: {
        Webhook: true,
        FilterGroups: [
          [{ Type: 'EVENT' }, { Type: 'HEAD_REF', Pattern: '^refs/heads/main$' }],
          [{ Type: 'EVENT' }, { Type: 'HEAD_REF', Pattern: String.raw`^refs/tags/v1\.0\.0$` }],
          [{ Type: 'EVENT' }, { Type: 'HEAD_REF', Pattern: expect.stringMatching(/^\^refs\/tags\/v2/) as string }],
        ],
      },
      Environment: { Type: 'ARM_CONTAINER' },
    });
    expect(JSON.stringify(fromGitHub)).toContain(
      '{"Name":"DOCKERFILE","Type":"PLAINTEXT","Value":"docker/Dockerfile"}',
    );
    expect(JSON.stringify(fromGitHub)).toContain('{"Name":"BUILD_CONTEXT","Type":"PLAINTEXT","Value":"docker"}');
  });

  test('builds for linux/amd64 without a platform', () => {
    expect(project({})).toMatchObject({ Environment: { Type: 'LINUX_CONTAINER', PrivilegedMode: true } });
  });
});

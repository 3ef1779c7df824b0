import { build, propertiesOf, publisher, type SynthesizedTemplate, templateOf, templatesOf } from '../config-stacks';

const key = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const environments = [
  { name: 'prod', account: '123456789012', region: 'us-east-1', encryptionKey: key },
  { name: 'test', account: '210987654321', region: 'us-east-1' },
];
const role = (name: string) => ({ role: `arn:aws:iam::222222222222:role/${name}` });

const templates = templatesOf({
  environments,
  groups: [{ prefix: 'team-a/', pullers: [role('group')], tags: { team: 'a' } }],
  repositories: [
    {
      name: 'team-a/service',
      pullers: [role('service')],
      removalPolicy: 'destroy',
      emptyOnDelete: true,
      perEnvironment: { prod: { removalPolicy: 'retain', emptyOnDelete: false, pullers: [role('prod')] } },
    },
  ],
});

function repositoryIn(name: string) {
  const [found] = Object.values(templates[`ecr-publishing-${name}`]?.Resources ?? {});
  return found;
}

test('a repository has the settings of its group, its own, and those of its environment', () => {
  const [prod, other] = [repositoryIn('prod'), repositoryIn('test')];
  expect(prod).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  expect(prod?.Properties).not.toHaveProperty('EmptyOnDelete');
  expect(prod?.Properties).toMatchObject({
    Tags: [{ Key: 'team', Value: 'a' }],
    EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: key },
  });
  expect(JSON.stringify(prod?.Properties.RepositoryPolicyText)).toMatch(/role\/group.*role\/service.*role\/prod/);
  expect(other).toMatchObject({ DeletionPolicy: 'Delete', Properties: { EmptyOnDelete: true } });
  expect(other?.Properties).not.toHaveProperty('EncryptionConfiguration.KmsKey');
  expect(JSON.stringify(other?.Properties.RepositoryPolicyText)).not.toContain('role/prod');
});

describe('tags of the file', () => {
  const template: SynthesizedTemplate = templateOf({
    tags: { owner: 'platform', stage: 'prod' },
    repositories: [{ name: 'service', tags: { owner: 'pizza' } }],
    publishers: [publisher('service')],
    builds: [build('service')],
  });

  test('are on every resource that has tags', () => {
    const types = [
      'AWS::IAM::Role',
      'AWS::IAM::OIDCProvider',
      'AWS::CodeBuild::Project',
      'AWS::KMS::Key',
      'AWS::Logs::LogGroup',
    ];
    for (const type of types) {
      const found = propertiesOf(template, type);
      expect(found.length).toBeGreaterThan(0);
      for (const { Tags: tags } of found) {
        expect(tags).toEqual([
          { Key: 'owner', Value: 'platform' },
          { Key: 'stage', Value: 'prod' },
        ]);
      }
    }
  });

  test('are merged with those of a repository', () => {
    expect(propertiesOf(template, 'AWS::ECR::Repository').map(({ Tags: tags }) => tags as unknown)).toEqual([
      [
        { Key: 'owner', Value: 'pizza' },
        { Key: 'stage', Value: 'prod' },
      ],
    ]);
  });
});

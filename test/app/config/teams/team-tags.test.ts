import { addRegistryStacks } from '../../../../lib/app/registry-stacks';
import { newApp } from '../../../synthesis';
import { build, publisher, type SynthesizedTemplate } from '../../config-stacks';
import { configOf, main, pizza, problemsInFiles, sushi } from './team-cases';

const parts = {
  tags: { 'cost-center': '42', stage: 'all' },
  groups: [{ prefix: 'pizza/', tags: { stage: 'group' } }],
  repositories: [{ name: 'pizza/service' }, { name: 'pizza/other', tags: { stage: 'own' } }],
  publishers: [publisher('pizza/service', { name: 'pizza-ci' })],
  builds: [build('pizza/service', { name: 'pizza-build' })],
  contributors: [
    {
      name: 'pizza-alice',
      repository: 'pizza/incoming',
      assumedBy: 'arn:aws:iam::123456789012:role/user-services',
      expiresAt: '2026-12-01T00:00:00Z',
    },
  ],
};

/** The tags of all resources, by their type and name. */
function tagsOf(
  files: Readonly<Record<string, unknown>>,
  mainFile: object = main,
): Record<string, Record<string, string>> {
  const app = newApp();
  const stacks = addRegistryStacks(app, configOf(files, mainFile)).flatMap((one) => one.stacks);
  const assembly = app.synth();
  const resources = stacks.flatMap(({ stackName }) =>
    Object.values((assembly.getStackByName(stackName).template as SynthesizedTemplate).Resources),
  );
  return Object.fromEntries(
    resources.flatMap(({ Type, Properties: { Tags, RepositoryName, RoleName, Name, ...rest } }) => {
      if (!Tags) return [];
      const name = [RepositoryName, RoleName, Name, rest.Description].find((one) => typeof one === 'string');
      const tags = (Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]);
      return [[`${Type} ${String(name)}`, Object.fromEntries(tags) as Record<string, string>]];
    }),
  );
}

const owners = { 'ecr-publishing:team': 'pizza', 'ecr-publishing:owners': '@acme/pizza' };

test('the resources of a team have its owners and tags, which override those of the main file', () => {
  const tags = tagsOf(
    { 'teams/pizza.yaml': { ...pizza, ...parts } },
    { ...main, tags: { stage: 'main', owner: 'platform' } },
  );
  const ofTeam = { 'cost-center': '42', owner: 'platform', ...owners };
  expect(tags).toMatchObject({
    'AWS::ECR::Repository service': { stage: 'main', owner: 'platform' },
    'AWS::ECR::Repository pizza/service': { ...ofTeam, stage: 'group' },
    'AWS::ECR::Repository pizza/other': { ...ofTeam, stage: 'own' },
    'AWS::ECR::Repository pizza/incoming': { ...ofTeam, stage: 'group' },
    'AWS::IAM::Role pizza-ci': { ...ofTeam, stage: 'all' },
    'AWS::CodeBuild::Project pizza-build': { ...ofTeam, stage: 'all' },
    'AWS::IAM::Role contributor-prod-pizza-alice': { ...ofTeam, stage: 'all' },
  });
  expect(tags['AWS::ECR::Repository service']).not.toHaveProperty('ecr-publishing:team');
  const shared = Object.entries(tags).filter(([name]) => /OIDCProvider|KMS/.test(name));
  expect(shared.length).toBeGreaterThan(0);
  for (const [, own] of shared) expect(own).toEqual({ stage: 'main', owner: 'platform' });
});

test('several owners are divided by spaces', () => {
  expect(tagsOf({ 'teams/sushi.yaml': sushi })['AWS::ECR::Repository sushi/service']).toEqual({
    'ecr-publishing:team': 'sushi',
    'ecr-publishing:owners': '@acme/sushi sushi@example.com',
  });
});

test('fails when the tags of a team do not fit with those of the main file', () => {
  const file = { ...pizza, ...parts, tags: { Owner: 'pizza', ['x'.repeat(128)]: 'a' } };
  expect(problemsInFiles({ 'teams/pizza.yaml': file }, { ...main, tags: { owner: 'platform' } })).toEqual([
    "teams/pizza.yaml: tags.Owner: must differ from 'owner' in more than case, because IAM counts both as equal. Remove one.",
    expect.stringMatching(
      /^teams\/pizza\.yaml: tags\.x+: must have at most 127 characters in a key and 255 in a value, got 128 and 1\. CodeBuild accepts no more\.$/,
    ),
  ]);
  const many = Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`tag-${index}`, 'x']));
  expect(problemsInFiles({ 'teams/sushi.yaml': { ...sushi, tags: many } })).toEqual([
    'teams/sushi.yaml: tags: must have at most 50 tags, got 51',
  ]);
});

import fc from 'fast-check';
import { full } from './config-cases';
import { build, publisher, repositories, type SynthesizedTemplate, templateOf, templatesOf } from './config-stacks';

beforeEach(() => {
  jest.spyOn(console, 'error').mockReturnValue(); // the synth prints warnings
});

const config = {
  repositories: repositories(4),
  publishers: [publisher('service-1')],
  builds: [build('service-2')],
};
const before = templateOf(config);

/** The resources and outputs of a template that another template changes or removes. */
function changed(from: SynthesizedTemplate, to: SynthesizedTemplate): string[] {
  return [...lost(from.Resources, to.Resources), ...lost(from.Outputs ?? {}, to.Outputs ?? {})];
}

function lost(from: Readonly<Record<string, unknown>>, to: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(from).filter((id) => JSON.stringify(from[id]) !== JSON.stringify(to[id]));
}

function added(to: SynthesizedTemplate): string[] {
  const types = Object.keys(to.Resources).flatMap((id) =>
    id in before.Resources ? [] : (to.Resources[id]?.Type ?? []),
  );
  return types.sort();
}

test.each([0, 1, 2, 3, 4])('one more repository, at index %i, changes nothing else', (at) => {
  const more = [...config.repositories];
  more.splice(at, 0, { name: 'new/service' });
  const after = templateOf({ ...config, repositories: more });
  expect(changed(before, after)).toEqual([]);
  expect(added(after)).toEqual(['AWS::ECR::Repository']);
});

test('one repository less changes nothing else', () => {
  const less = templateOf({ ...config, repositories: config.repositories.slice(1) });
  expect(changed(less, before)).toEqual([]);
});

test('any order of repositories, publishers and builds creates the same resources', () => {
  const builds = [build('service-2'), build('service-2', { name: 'another' })];
  const one = templateOf({ ...config, builds });
  const other = templateOf({
    builds: reversed(builds),
    publishers: config.publishers,
    repositories: reversed(config.repositories),
  });
  expect(one.Resources).toEqual(other.Resources);
});

test('any order of all entries and names creates the same resources', () => {
  const inOrder = (config: object) =>
    Object.fromEntries(Object.entries(templatesOf(config)).map(([name, { Resources }]) => [name, Resources]));
  expect(inOrder(withNamesReversed(full))).toEqual(inOrder(full));
});

/** A config with its lists of entries and of names in the other order. The order of rules and of commands has a meaning. */
function withNamesReversed(config: typeof full): object {
  const { environments, repositories: all, publishers, identities, builds, contributors } = config;
  const used = ['repositories', 'pullRepositories', 'listRepositories', 'pushRepositories', 'environments'];
  const entries = (items: object[]) =>
    reversed(items).map((item) =>
      Object.fromEntries(
        Object.entries(item).map(([key, value]) => [key, used.includes(key) ? reversed(value as unknown[]) : value]),
      ),
    );
  return {
    ...config,
    environments: reversed(environments),
    repositories: entries(all),
    publishers: entries(publishers),
    identities: entries(identities),
    builds: entries(builds),
    contributors: entries(contributors),
  };
}

function reversed<T>(items: readonly T[]): T[] {
  return [...items].reverse();
}

test.each([
  ['publisher', { publishers: [publisher('service-3', { name: 'another' }), publisher('service-1')] }],
  ['puller of another repository', { repositories: withPuller() }],
])('one more %s leaves the existing resources as they are', (_, more) => {
  const after = templateOf({ ...config, ...more });
  const ids = changed(before, after).map((id) => before.Resources[id]?.Properties.RepositoryName as unknown);
  expect(ids.filter((name) => name !== 'service-3')).toEqual([]);
});

function withPuller(): object[] {
  return config.repositories.map(({ name }) =>
    name === 'service-3' ? { name, pullers: [{ account: '111111111111' }] } : { name },
  );
}

test('one more environment at the end does not change the other stacks', () => {
  const { environments, ...rest } = full;
  const two = { ...rest, environments: environments.slice(0, 2) };
  const after = templatesOf(full);
  for (const [name, template] of Object.entries(templatesOf(two))) expect(after[name]).toEqual(template);
});

test('the logical ids of resources never change', () => {
  const types = Object.entries(before.Resources).map(([id, { Type }]) => [id, Type]);
  expect(Object.fromEntries(types)).toEqual({
    Repositoriesservice0723C7138: 'AWS::ECR::Repository',
    Repositoriesservice110733618: 'AWS::ECR::Repository',
    Repositoriesservice2EA47A172: 'AWS::ECR::Repository',
    Repositoriesservice3CFDD8FFB: 'AWS::ECR::Repository',
    GitHubOidcProvider1CBDDCBC: 'AWS::IAM::OIDCProvider',
    PublishersgithubciRole54ADEB1F: 'AWS::IAM::Role',
    PublishersgithubciLoginPolicyE5C9927B: 'AWS::IAM::ManagedPolicy',
    PublishersgithubciPushD1817CC4: 'AWS::IAM::ManagedPolicy',
    BuildsbuildLogsLogGroupC263AB9E: 'AWS::Logs::LogGroup',
    BuildsbuildAccessRole1F64037A: 'AWS::IAM::Role',
    BuildsbuildAccessLoginPolicy2D7B163D: 'AWS::IAM::ManagedPolicy',
    BuildsbuildAccessPolicy5590BBB7: 'AWS::IAM::ManagedPolicy',
    BuildsbuildProject02036E88: 'AWS::CodeBuild::Project',
    BuildKey89FE04E7: 'AWS::KMS::Key',
  });
});

test('the logical ids of outputs never change', () => {
  expect(Object.keys(before.Outputs ?? {})).toEqual([
    'Repositoriesservice0OutputD9CD383F',
    'Repositoriesservice1Output0462E6BF',
    'Repositoriesservice2Output17E3480D',
    'Repositoriesservice3OutputCA52A536',
    'PublishersgithubciOutput16471CBE',
  ]);
});

const names = fc.uniqueArray(fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `service-${index}`)), {
  minLength: 1,
});

test('random edits never change the stack, the logical id or the properties of what was not edited', () => {
  fc.assert(
    fc.property(names, names, fc.constantFrom(1, 3, 5), (some, others, shards) => {
      const of = (all: readonly string[]) =>
        templatesOf({
          shards,
          repositories: ['pushed', 'built', ...all].map((name) => ({ name })),
          publishers: [publisher('pushed')],
          builds: [build('built')],
        });
      const [one, other] = [of(some), of([...new Set([...others, ...some])])];
      for (const [stack, template] of Object.entries(one)) expect(other[stack]).toMatchObject(template);
    }),
    { numRuns: 12 },
  );
});

import { parseDocument } from 'yaml';
import { validateConfig } from '../../../lib/app/config';
import { builtImages } from '../../../lib/app/config/builds/built-images';
import { ciKeys } from '../../../lib/app/config/ci/ci-systems';
import { ConfigError } from '../../../lib/app/config/problem';
import { full, minimal, problemsIn } from '../config-cases';

/** The full config as it is read: each image of a build is a build. */
const read = { ...full, builds: builtImages(full.builds as Parameters<typeof builtImages>[0]) };

test('a config with every key is what was written', () => {
  expect(validateConfig(full)).toEqual(read);
});

test('a config needs a version, an environment and a repository', () => {
  expect(validateConfig(minimal)).toEqual(minimal);
});

test('validation leaves the data as it was', () => {
  const data = structuredClone(full);
  validateConfig(data);
  expect(data).toEqual(full);
});

test('YAML and JSON mean the same', () => {
  expect(validateConfig(parseDocument(JSON.stringify(full)).toJS())).toEqual(read);
});

const known =
  `version, include, teamPrefixes, shared, environments, shards, reshard, ${ciKeys.join(', ')}, defaults, tags, repositories, groups, publishers, ` +
  'identities, builds, contributors, registry, checks, acknowledgements';

test('fails once when a list is an empty text or an empty list', () => {
  expect(problemsIn({ ...minimal, builds: '', groups: [] })).toEqual([
    "builds: must be a list, got ''",
    'groups: must list at least one value, got an empty list. Leave the key out instead.',
  ]);
});

test('fails when a merge key is used, which YAML 1.2 does not have', () => {
  expect(problemsIn({ ...minimal, repositories: [{ name: 'service', '<<': {} }] })).toEqual([
    "repositories[0]: must not have '<<'. YAML 1.2 has no merge keys. Write the keys themselves.",
  ]);
});

test('fails when nothing is there, with all that has to be', () => {
  expect(problemsIn({})).toEqual([
    'environments: is required',
    'repositories: is required, unless the file has contributors or include',
    'version: must be 1, the version of this format',
  ]);
});

test.each([
  ['nothing', null, 'nothing'],
  ['a list', [minimal], 'a list'],
  ['a text', 'version: 1', "'version: 1'"],
  ['a number', 5, 'the number 5'],
  ['a boolean', true, 'the boolean true'],
  ['a bigint', 5n, 'the bigint 5'],
  ['a function', () => minimal, 'a function'],
])('fails when the config is %s', (_, data, got) => {
  expect(problemsIn(data)).toEqual([`must be a mapping, got ${got}`]);
});

test('fails with all problems at once, in the order of their paths', () => {
  const config = {
    version: 2,
    environments: [{ name: 'prod', account: 123456789012, region: 'us-east-1a' }],
    repositories: Array.from({ length: 11 }, (_, index) =>
      index % 5 === 0 ? { name: 'App' } : { name: `app${index}` },
    ),
    publishers: [{ name: 'ci', github: [{ repository: 7 }], repositories: ['nope'] }],
    builds: [{ name: 'b1', repository: 'nope', source: { github: 'acme', branch: 'main' } }],
    extra: 1,
  };
  expect(problemsIn(config)).toEqual([
    `must not have 'extra'. The known keys are ${known}.`,
    "builds[0].repository: must be the name of a repository of this file, got 'nope'",
    'builds[0].source.branch: is accepted only with codeCommit',
    'builds[0].source.connectionArn: is required with github',
    "builds[0].source.github: must be a GitHub repository as 'owner/name', got 'acme'. The owner or the name is missing",
    'environments[0].account: must be a 12-digit AWS account id, got the number 123456789012. ' +
      'Write it in quotes, because a number loses its leading zeros',
    "environments[0].region: must be an AWS Region, got 'us-east-1a'. That is a zone. Use its Region 'us-east-1'.",
    'publishers[0].github[0]: must name branches, tags, environments, branchPatterns or tagPatterns. Without one, any run could publish.',
    "publishers[0].github[0].repository: must be a GitHub repository as 'owner/name', got the number 7. " +
      'Write it as text, in quotes',
    "publishers[0].repositories[0]: must be the name of a repository of this file, got 'nope'",
    "repositories[0].name: must be an ECR repository name like 'team/service', got 'App'. Use lower case only: 'app'",
    "repositories[5].name: must be an ECR repository name like 'team/service', got 'App'. Use lower case only: 'app'",
    "repositories[5].name: must be unique, got 'App', which repositories[0] has too. Choose another name.",
    "repositories[10].name: must be an ECR repository name like 'team/service', got 'App'. Use lower case only: 'app'",
    "repositories[10].name: must be unique, got 'App', which repositories[0] has too. Choose another name.",
    'version: must be 1, the version of this format',
  ]);
});

test('the error holds the problems, and a line for each', () => {
  const validate = () => validateConfig({ ...minimal, version: '1', shards: 0 });
  expect(validate).toThrow(ConfigError);
  expect(validate).toThrow(
    'shards: must be a whole number from 1 to 100, got the number 0\n' +
      'version: must be 1, the version of this format. Write 1 without quotes.',
  );
});

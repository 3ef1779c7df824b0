import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ErrorObject } from 'ajv';
import { parseDocument } from 'yaml';
import { validateConfig } from '../../../lib/app/config';
import { renderJsonSchema } from '../../../lib/app/config/schema';
import { renderTeamJsonSchema, teamFileSchema } from '../../../lib/app/config/teams/team-file';
import { full, minimal, problemsIn, withValue } from '../config-cases';
import { pizza } from './teams/team-cases';

const root = join(__dirname, '../../..');
const schema = renderJsonSchema();
const validate = new Ajv({ allErrors: true, strict: true }).compile(schema);

function errorsIn(data: unknown): ErrorObject[] {
  validate(data);
  return validate.errors ?? [];
}

test('the file is what the code says: npm run schema writes it', () => {
  expect(JSON.parse(readFileSync(join(root, 'schema/ecr-publishing.schema.json'), 'utf8'))).toEqual(schema);
});

test('the schema of a team file is what the code says, and accepts and refuses the same files', () => {
  const teamSchema = renderTeamJsonSchema();
  expect(JSON.parse(readFileSync(join(root, 'schema/ecr-publishing-team.schema.json'), 'utf8'))).toEqual(teamSchema);
  const isValid = new Ajv({ allErrors: true, strict: true }).compile(teamSchema);
  const { repositories, groups, publishers, builds, contributors } = full;
  const files = [
    pizza,
    { ...pizza, tags: { stage: 'all' }, repositories, groups, publishers, builds, contributors },
    { ...pizza, owners: [] },
    { ...pizza, owners: '@acme/pizza' },
    { ...pizza, prefixes: undefined },
    { ...pizza, environments: full.environments },
    { ...pizza, repositories: [{ name: 'pizza/a', nope: 1 }] },
  ].map((file) => JSON.parse(JSON.stringify(file)) as unknown);
  expect(files.map((file) => isValid(file))).toEqual([true, true, false, false, false, false, false]);
  expect(files.map((file) => teamFileSchema.safeParse(file).success)).toEqual(files.map((file) => isValid(file)));
  expect(undescribed(teamSchema, '')).toEqual([]);
});

test('it is of a draft that editors read', () => {
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
});

test.each([['the example', 'examples/registry/ecr-publishing.yaml']])('%s is valid by the schema', (_, file) => {
  const data: unknown = parseDocument(readFileSync(join(root, file), 'utf8')).toJS();
  expect(errorsIn(data)).toEqual([]);
  expect(validateConfig(data)).toBeDefined();
});

test('what the code takes, the schema takes', () => {
  expect(errorsIn(full)).toEqual([]);
  expect(errorsIn(minimal)).toEqual([]);
});

test.each([
  ['version', 2],
  ['version', '1'],
  ['nope', 1],
  ['environments', []],
  ['environments[0].account', 123456789012],
  ['environments[0].account', '123'],
  ['github.provider', 'maybe'],
  ['repositories', 'service'],
  ['repositories[0].nope', 1],
  ['repositories[1].imageScanOnPush', 'yes'],
  ['repositories[1].mutableTags', []],
  ['repositories[1].pullers[0]', {}],
  ['repositories[1].pullers[0]', { account: '111111111111', organization: 'o-a1b2c3d4e5' }],
  ['repositories[1].pullers[4].lambda', {}],
  ['repositories[1].pullers[8].service', { name: 'sagemaker.amazonaws.com' }],
  ['repositories[1].pullers[10].tagged', { key: 'team', value: 'platform' }],
  [
    'repositories[1].pullers[10].tagged',
    { key: 'team', value: 'platform', account: '111111111111', organization: 'o-a1b2c3d4e5' },
  ],
  ['repositories[1].pushers[3].tagged', { key: 'team', value: 'platform', organization: 'o-a1b2c3d4e5' }],
  ['repositories[1].readers[0]', { codeBuild: { account: '111111111111' } }],
  ['repositories[2].onlyPushers[0]', { account: '111111111111' }],
  ['repositories[1].retention.keepNewest', 0],
  ['repositories[1].retention.keepNewest', 1.5],
  ['repositories[1].retention.rules[3].expireArchivedAfterDays', 89],
  ['publishers[0].github[0].ownerId', 1],
  ['publishers[0].github[0].ownerId', 'abc'],
  ['builds[0].platforms', 'linux/arm64'],
  ['builds[0].builder', 'kaniko'],
  ['builds[0].tags', {}],
  ['builds[0].cache', {}],
  ['builds[0].secrets', [{ id: 'npm' }]],
  ['builds[0].timeoutMinutes', 4],
  ['checks[0]', 'nope'],
])('an editor marks %s when it is %j, as the code does', (path, value) => {
  const config = withValue(full, path, value);
  expect(errorsIn(config)).not.toEqual([]);
  expect(problemsIn(config)).not.toEqual([]);
});

test('what the schema refuses, the code refuses', () => {
  const paths = ['', 'environments[0]', 'repositories[1]', 'publishers[0]', 'publishers[0].github[0]', 'builds[0]'];
  for (const path of paths) {
    for (const value of [null, 5, 'x', true, [], {}]) {
      const config = path === '' ? value : withValue(full, path, value);
      expect([path, value, problemsIn(config)]).not.toEqual([path, value, []]);
      expect([path, value, errorsIn(config)]).not.toEqual([path, value, []]);
    }
  }
});

test('every key says what it is for', () => {
  expect(undescribed(schema, '')).toEqual([]);
});

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Record<string, SchemaNode>;
  readonly items?: SchemaNode;
}

function undescribed({ properties = {}, items }: SchemaNode, path: string): string[] {
  return [
    ...Object.entries(properties).flatMap(([key, node]) => [
      ...(node.description === undefined || node.description.length < 8 ? [`${path}.${key}`] : []),
      ...undescribed(node, `${path}.${key}`),
    ]),
    ...(items ? undescribed(items, `${path}[]`) : []),
  ];
}

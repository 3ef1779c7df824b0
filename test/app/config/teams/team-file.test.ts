import { join } from 'node:path';
import { readConfig } from '../../../../lib/app/config';
import { run } from '../../command';
import { minimal, problemsIn, problemsOf } from '../../config-cases';
import { configOf, main, organization, pizza, problemsInFiles, sushi } from './team-cases';

const problems = (file: object, mainFile?: object) => problemsInFiles({ 'teams/pizza.yaml': file }, mainFile);
const known = 'version, team, owners, prefixes, tags, groups, repositories, publishers, builds, contributors';

test('a team that has only a name, owners and prefixes reserves the prefixes', () => {
  expect(configOf({ 'teams/pizza.yaml': { ...pizza, repositories: undefined } }).repositories).toEqual(
    minimal.repositories,
  );
});

test('fails when nothing is there, with all that has to be', () => {
  expect(problems({ repositories: [] })).toEqual([
    'teams/pizza.yaml: owners: is required',
    'teams/pizza.yaml: prefixes: is required',
    'teams/pizza.yaml: repositories: must list at least one value, got an empty list. Leave the key out instead.',
    'teams/pizza.yaml: team: is required',
    'teams/pizza.yaml: version: must be 1, the version of this format',
  ]);
});

test.each([
  ['include', ['others/*.yaml']],
  ['environments', minimal.environments],
  ['shards', 2],
  ['checks', ['AwsSolutions']],
  ['acknowledgements', []],
])('fails when it has %s, a key of the main file', (key, value) => {
  expect(problems({ ...pizza, [key]: value })).toEqual([
    `teams/pizza.yaml: must not have '${key}'. Only the main file may have ${key}.`,
  ]);
});

test('fails when a key is misspelled, without what follows from it', () => {
  const { prefixes, ...others } = pizza;
  expect(problems({ ...others, prefixs: prefixes })).toEqual([
    `teams/pizza.yaml: must not have 'prefixs'. Did you mean 'prefixes'? The known keys are ${known}.`,
  ]);
});

test('fails when the main file has keys of a team', () => {
  expect(problemsIn({ ...minimal, owners: ['@acme/a'] })).toEqual([
    "must not have 'owners'. They belong to the file of a team. Check the main file, whose `include` names it.",
  ]);
});

test.each([
  ['team', 'a b', "must be the name of a team, got 'a b'. Use at most 64 letters, digits, '.', '_' and '-'."],
  ['owners[0]', 'me', "must be an owner, such as '@acme/team-a' or 'team-a@example.com', got 'me'. Correct it."],
  ['owners[1]', '@acme/pizza', "must be listed once, got '@acme/pizza' again. Remove it."],
  [
    'prefixes[0]',
    'pizza',
    "must be the start of repository names, up to a slash, like 'team-a/', got 'pizza'. Without the slash it is also the start of other teams' names",
  ],
  ['prefixes[1]', 'pizza/', "must be listed once, got 'pizza/' again. Remove it."],
])('fails when %s is %j', (path, value, message) => {
  const [key = '', index] = path.split(/[[\]]/);
  const before = pizza[key as 'owners'];
  const replaced = index === undefined ? value : Object.assign([...before], { [index]: value });
  expect(problems({ ...pizza, [key]: replaced })).toEqual([`teams/pizza.yaml: ${path}: ${message}`]);
});

test('fails when the owners are longer than a tag', () => {
  const owners = Array.from({ length: 20 }, (_, index) => `@acme/a-team-${index}`);
  expect(problems({ ...pizza, owners })).toEqual([
    'teams/pizza.yaml: owners: must have at most 255 characters together, got 309. Name teams instead of people.',
  ]);
});

test('text that CDK reads as code is refused in all files', () => {
  const owners = ['${Token[TOKEN.12]}'];
  const repositories = [{ name: 'pizza/a', tags: { team: '{{resolve:secretsmanager:a}}' } }];
  expect(problems({ ...pizza, owners, repositories })).toEqual([
    "teams/pizza.yaml: owners[0]: must not have the syntax of a CDK token, got '${Token[TOKEN.12]}'. Write the value itself.",
    expect.stringMatching(/^teams\/pizza\.yaml: repositories\[0\]\.tags\.team: must not have a dynamic reference, /),
  ]);
});

const wrong = {
  'teams/pizza.yaml': `version: 1
team: pizza
owners: ['@acme/pizza']
prefixes: [pizza/]
repositories:
  - name: pizza/one
    mutableTags: [a, b, c, d, e, f]
  - name: pizza/two
    pullers: [{ acount: '111111111111' }]
`,
  'teams/sushi.yaml': {
    ...sushi,
    repositories: [...sushi.repositories, { name: 'tempura/service' }, { name: 'sushi/service' }],
  },
};

test('a problem has the file, line, column and path of its entry, in all formats', () => {
  const file = organization({ ...wrong, 'teams/ramen.yaml': { ...pizza, team: 'ramen', prefixes: ['ramen/'] } });
  const at = (name: string) => join(file, '..', 'teams', name);
  const { stderr, exitCode } = run('check', file);
  const lines = stderr.trimEnd().split('\n');
  expect({ lines, exitCode }).toEqual({
    lines: [
      `${at('pizza.yaml')}:9:17: repository 'pizza/two': repositories[1].pullers[0]: must not have 'acount'. Did you mean 'account'? The known keys are account, organization, organizationalUnit, role, user, tagged, lambda, codeBuild, service.`,
      `${at('ramen.yaml')}:8:11: repository 'pizza/service': repositories[0].name: must start with 'ramen/', got 'pizza/service'. Correct it, or move this entry to the main file.`,
      `${at('sushi.yaml')}:10:11: repository 'tempura/service': repositories[1].name: must start with 'sushi/', got 'tempura/service'. Correct it, or move this entry to the main file.`,
      `${at('sushi.yaml')}:11:11: repository 'sushi/service': repositories[2].name: must be unique, got 'sushi/service', which repositories[0] has too. Choose another name.`,
    ],
    exitCode: 1,
  });
  const json = JSON.parse(run('check', file, '--format', 'json').stdout) as object[];
  expect(json).toHaveLength(4);
  expect(json[2]).toEqual({
    file: at('sushi.yaml'),
    line: 10,
    column: 11,
    path: 'repositories[1].name',
    name: 'tempura/service',
    message: "must start with 'sushi/', got 'tempura/service'. Correct it, or move this entry to the main file.",
    severity: 'error',
  });
  expect(run('check', file, '--format', 'github').stdout).toContain(
    `::error file=${at('sushi.yaml')},line=10,col=11,title=repository 'tempura/service'::repositories[1].name: must start`,
  );
});

test('a problem that only the constructs find has the file of its entry', () => {
  const file = organization({
    'teams/sushi.yaml': sushi,
    'teams/a.yaml': {
      ...pizza,
      repositories: [{ name: 'pizza/one' }, { name: 'pizza/two', mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] }],
    },
  });
  const { stderr } = run('check', file);
  expect(stderr).toBe(
    `${join(file, '../teams/a.yaml')}:10:5: repository 'pizza/two': repositories[1].mutableTags: must list at most 5 tags or patterns, got 6. Join some of them in one pattern, such as 'dev-*'.\n`,
  );
});

test('a warning has the file of its entry, and the summary counts the teams', () => {
  const file = organization({
    'teams/a.yaml': { ...pizza, repositories: [{ name: 'pizza/one', mutableTags: ['v*'] }] },
    'teams/sushi.yaml': sushi,
  });
  const { stdout, exitCode } = run('check', file);
  expect({ lines: stdout.trimEnd().split('\n'), exitCode }).toEqual({
    lines: [
      expect.stringMatching(
        /\/teams\/a\.yaml:8:5: repository 'pizza\/one': repositories\[0\]: warning: .* \(cdk-ecr-publishing:MutableTagMayExpire\)$/,
      ),
      `${file} is valid: 1 environment, 2 teams, 3 repositories`,
    ],
    exitCode: 0,
  });
});

test('a name that two files have is reported with the other file', () => {
  const contributor = { assumedBy: 'arn:aws:iam::123456789012:role/users', expiresAt: '2026-12-01T00:00:00Z' };
  const contributors = [{ ...contributor, name: 'pizza-al', repository: 'pizza/incoming' }];
  const file = organization(
    { 'teams/pizza.yaml': { ...pizza, contributors } },
    { ...main, contributors: [{ ...contributor, name: 'pizza-al', repository: 'incoming' }] },
  );
  const name = join(file, '../teams/pizza.yaml');
  expect(problemsOf(() => readConfig(file))).toEqual([
    `${name}: contributors[0].name: must be unique, got 'pizza-al', which contributors[0] of ${file} has too. Choose another name.`,
  ]);
});

import { join } from 'node:path';
import { allow, allowOn, byService, login, pull, push, repository, role } from '../../review/reviewed';
import { folderWith, run, runIn } from '../command';

const place = ['--account', '123456789012', '--region', 'eu-west-1'];
const byPolicy = (principal: unknown) => allow(pull, principal);
const account = { AWS: 'arn:aws:iam::111111111111:root' };

const resources = {
  Open: repository('team-a/app', byPolicy('*')),
  Shared: repository('team-b/app', byPolicy(account)),
  Build: role(
    'build',
    byService('codebuild.amazonaws.com'),
    login,
    allowOn([...push, 'ecr:BatchGetImage'], 'team-a/app'),
  ),
};

function templateWith(content: object): string {
  return join(folderWith({ 'app.json': { Resources: content } }), 'app.json');
}

const template = templateWith(resources);
const older = templateWith({ ...resources, Shared: repository('team-b/app') });

const narrow = (...args: string[]) => run('review', template, ...place, ...args);
const json = (...args: string[]) => JSON.parse(narrow('--format', 'json', ...args).stdout) as Record<string, object[]>;

test('a narrowed table says so first, with the number of rows and findings that it leaves out', () => {
  const terminal = { width: 80, colours: false };
  expect(runIn(terminal, 'review', template, ...place, '--repository', 'team-b/*')).toEqual({
    stdout: `Narrowed to repositories like 'team-b/*'. Shown: 1 of 7 rows of access, 2 of 6
  findings.

Summary
Findings in what matches: no errors, 1 warning, 1 note.
In what matches: 1 repository, 1 principal, 1 row of access: 1 allowed.
Who can push: no principal in what matches.

Legend
  pull      is allowed by the policies that were read
  pull, if  is conditional: only under the conditions in its row
  pull?     is unknown until deployment

Findings

WARNING  repository-mutable-tags
         Shared in app
         Every tag of repository 'team-b/app' is mutable. A push replaces the
           image behind a tag that others have tested and run.
         Fix: Set ImageTagMutability to IMMUTABLE, or to
           IMMUTABLE_WITH_EXCLUSION with the few tags that move, such as
           'latest'.

NOTE     repository-without-lifecycle
         Shared in app
         Repository 'team-b/app' has no lifecycle policy. Images are kept and
           paid for forever, and old ones with known vulnerabilities can still
           be pulled.
         Fix: Expire untagged images, and keep the newest of the others.

team-b/app (123456789012 eu-west-1)
┌──────┬────────────────────────────────┬──────────────────────────────────────┐
│ can  │ who                            │ if, and by what                      │
├──────┼────────────────────────────────┼──────────────────────────────────────┤
│ pull │ arn:aws:iam::111111111111:root │ if account 111111111111 allows it by │
│      │                                │   its own policy                     │
│      │                                │ by Shared                            │
└──────┴────────────────────────────────┴──────────────────────────────────────┘
`,
    stderr: '',
    exitCode: 0,
  });
});

test('a summary lists findings by severity and the principals that can push', () => {
  expect(narrow('--summary').stdout).toBe(`Narrowed to the summary alone. Shown: 0 of 7 rows of access, 0 of 6 findings.

Summary
Findings: 1 error, 2 warnings, 3 notes.
2 repositories, 4 principals, 7 rows of access: 7 allowed.
Who can push:
  role build: team-a/app
`);
});

test('findings can be the only section', () => {
  const { stdout } = narrow('--findings', '--who', 'anyone');
  expect(stdout.split('\n').slice(0, 11)).toEqual([
    "Narrowed to principals with 'anyone', the findings alone. Shown: 0 of 7 rows of access, 3 of 6",
    '  findings. Accounts, organizations and anyone may have access for the same principals.',
    '',
    'Summary',
    'Findings in what matches: 1 error, 1 warning, 1 note.',
    'In what matches: 1 repository, 1 principal, 1 row of access: 1 allowed.',
    'Who can push: no principal in what matches.',
    '',
    'Findings',
    '',
    'ERROR    ecr-policy-open-to-everybody',
  ]);
  expect(stdout).not.toContain('│');
});

test('JSON has the narrowing as its first key, and the same keys after it', () => {
  const report = json('--can', 'push', '--who', 'build', '--repository', 'team-*');
  expect(Object.keys(report)).toEqual([
    'narrowedTo',
    'repositories',
    'principals',
    'access',
    'findings',
    'unreviewed',
    'assumptions',
  ]);
  expect(report.narrowedTo).toEqual({
    to: ["repositories like 'team-*'", "principals with 'build'", 'the operation push'],
    ofAccess: 7,
    ofFindings: 6,
    summary: [
      'Findings in what matches: no errors, no warnings, 1 note.',
      'In what matches: 1 repository, 2 principals, 2 rows of access: 2 allowed.',
    ],
    pushers: [{ who: 'role build', decision: 'allowed', to: 'team-a/app' }],
  });
  expect(report.access).toMatchObject([
    { principal: 'arn:aws:iam::123456789012:role/build', operation: 'push' },
    { principal: 'codebuild.amazonaws.com', via: 'arn:aws:iam::123456789012:role/build', operation: 'push' },
  ]);
});

test.each([
  ['markdown', "**Narrowed to repositories like 'team-b/\\*'. Shown: 1 of 7 rows of access, 2 of 6 findings.**"],
  ['html', '<p>Narrowed to repositories like &#39;team-b/*&#39;. Shown: 1 of 7 rows of access, 2 of 6 findings.</p>'],
  ['sarif', `"text": "Narrowed to repositories like 'team-b/*'. Shown: 1 of 7 rows of access, 2 of 6 findings."`],
])('%s has only what matches, and says so', (format, sentence) => {
  const { stdout } = narrow('--repository', 'team-b/*', '--format', format);
  expect(stdout).toContain(sentence);
  expect(stdout).toContain('team-b/app');
  expect(stdout).not.toContain('team-a/app');
});

test('a comparison is narrowed too', () => {
  const args = ['--against', older, '--repository'];
  expect(
    narrow(...args, 'team-b/*', '--can', 'pull')
      .stdout.split('\n')
      .slice(0, 5),
  ).toEqual([
    "Narrowed to repositories like 'team-b/*', the operation pull. Shown: 1 of 1 row of access, 0 of 0",
    '  findings.',
    '',
    'Summary',
    'New findings in what matches: no errors, no warnings, no notes.',
  ]);
  expect(json(...args, 'team-a/*')).toMatchObject({ narrowedTo: { ofAccess: 1 }, added: [] });
  expect(json(...args, 'team-b/*').added).toHaveLength(1);
});

test('--fail-on is about the whole report, also if the error is not shown', () => {
  const { stdout, exitCode } = narrow('--repository', 'team-b/*', '--fail-on', 'error');
  expect(stdout).toContain('Findings in what matches: no errors');
  expect(exitCode).toBe(1);
  expect(narrow('--repository', 'team-a/*', '--against', older, '--fail-on', 'widened').exitCode).toBe(1);
});

describe('rows in which AWS services assume their roles', () => {
  const hidden =
    'Hidden: 3 rows in which AWS services assume 1 role for builds, rules and state machines. --all shows\n  them.\n';

  test('are hidden in a table and in Markdown, with their number', () => {
    const table = narrow().stdout;
    expect(table).toContain(hidden);
    expect(table).toContain('2 repositories, 4 principals, 7 rows of access: 7 allowed.');
    expect(table).not.toContain('codebuild.amazonaws.com  ');
    expect(table).not.toContain('Who can assume');
    const markdown = narrow('--format', 'markdown').stdout;
    expect(markdown).toContain(hidden.replace('\n  ', ' ').trimEnd());
    expect(markdown).not.toContain('Who can assume');
  });

  test.each([[['--all']], [['--who', 'codebuild']], [['--can', 'assume']]])('are shown with %j', (args) => {
    const { stdout } = narrow(...args);
    expect(stdout).not.toContain('Hidden');
    expect(stdout).toContain('Who can assume arn:aws:iam::123456789012:role/build');
  });

  test('are always part of JSON', () => {
    expect(json().access).toHaveLength(7);
  });
});

test.each([
  [
    ['--repository', 'team-b/ap'],
    "error: option '--repository team-b/ap' matches no repository of these templates. The nearest names are: team-b/app, team-a/app.",
  ],
  [
    ['--who', 'biuld'],
    "error: option '--who biuld' matches no principal of these templates. The nearest names are: arn:aws:iam::123456789012:role/build, *, arn:aws:iam::111111111111:root, codebuild.amazonaws.com.",
  ],
  [
    ['--can', 'write'],
    "error: option '--can <operation>' argument 'write' is invalid. Allowed choices are pull, push, delete, configure, list, assume.",
  ],
  [['--findings', '--summary'], "error: option '--findings' cannot be used with option '--summary'"],
])('ends with status 2 on %j', (args, message) => {
  expect(narrow(...args)).toEqual({ stdout: '', stderr: `${message}\n`, exitCode: 2 });
});

test('a pattern that matches nothing says that a part was not read', () => {
  const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/a.json' } };
  const file = join(folderWith({ 'template.json': { Resources: { Nested: nested } } }), 'template.json');
  expect(run('review', file, '--repository', 'app')).toEqual({
    stdout: '',
    stderr:
      "error: option '--repository app' matches no repository in what was read of these templates. There are none. The report without this option lists what was not read.\n",
    exitCode: 2,
  });
});

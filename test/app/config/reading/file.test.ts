import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConfig } from '../../../../lib/app/config';
import { configFile, full, minimal, problemsIn, problemsInFile, problemsOf } from '../../config-cases';

const text = JSON.stringify(minimal);

test.each([
  ['JSON', JSON.stringify({ ...full, include: undefined, shared: undefined, teamPrefixes: undefined }, undefined, 2)],
  ['a byte order mark', `\ufeff${text}`],
  ['a document marker and comments', `# first\n---\n${text} # here\n...\n# last`],
  [
    'lines as Windows ends them',
    "version: 1\r\nenvironments: [{ name: prod, account: '123456789012', region: us-east-1 }]\r\nrepositories:\r\n  - name: service\r\n",
  ],
  ['an anchor', `${text.slice(0, -1)}, shards: &one 1, tags: { owner: &team platform, payer: *team }}`],
])('takes %s', (_, content) => {
  expect(problemsInFile(content)).toEqual([]);
});

test.each([
  [
    'is empty',
    '',
    "config.yaml must be a config, got an empty file. Run 'ecr-publishing init' in another folder for a starter.",
  ],
  [
    'holds only a comment',
    '# nothing yet\n',
    "config.yaml must be a config, got an empty file. Run 'ecr-publishing init' in another folder for a starter.",
  ],
  [
    'is null',
    'null',
    "config.yaml must be a config, got an empty file. Run 'ecr-publishing init' in another folder for a starter.",
  ],
  ['is a list', '[]', 'config.yaml must be a mapping, got a list'],
  ['is a text', '"x"', "config.yaml must be a mapping, got 'x'"],
  ['is a number', '42', 'config.yaml must be a mapping, got the number 42'],
  ['is a boolean', 'true', 'config.yaml must be a mapping, got the boolean true'],
  [
    'is no YAML',
    '{ version: 1',
    'config.yaml must be JSON or YAML, got a missing quote, bracket, comma, colon or blank at line 1, column 13. Add it.',
  ],
  [
    'has a key twice',
    'version: 1\nversion: 1\n',
    'config.yaml must be JSON or YAML, got a duplicate key at line 2, column 1. Keep one of them.',
  ],
  [
    'is indented with tabs',
    'github:\n\tprovider: create\n',
    'config.yaml must be JSON or YAML, got a tab as indentation at line 2, column 1. Indent with spaces.',
  ],
  [
    'has several documents',
    `${text}\n---\n${text}\n`,
    'config.yaml must be JSON or YAML, got a second document at line 2, column 1. Put each document in its own file.',
  ],
  [
    'has a tag of its own',
    'version: !secret x\n',
    'config.yaml must be JSON or YAML, got an unknown tag, or one that does not fit its value at line 1, column 10. Remove the tag.',
  ],
  [
    'asks for code',
    'version: !!js/function "x"\n',
    'config.yaml must be JSON or YAML, got an unknown tag, or one that does not fit its value at line 1, column 10. Remove the tag.',
  ],
  ['has a tag that clears a terminal', 'version: !\u001b[2J\u202e x\n', expect.stringMatching(/^[\x20-\x7e]+$/)],
  [
    'has a tag that is a secret',
    'version: !ghp_0123456789 x\n',
    'config.yaml must be JSON or YAML, got an unknown tag, or one that does not fit its value at line 1, column 10. Remove the tag.',
  ],
  [
    'refers to nothing',
    'version: *ghp_0123456789abcdefghij\n',
    'config.yaml must not refer to a text that looks like a secret at line 1, column 10, because no value before it in the file has this anchor. Correct the name, or put a text that starts with * in quotes.',
  ],
  [
    'has a list as a key',
    '? [version]\n: 1\n',
    'config.yaml must be JSON or YAML, got a key that is not a text at line 1, column 3. Put it in quotes.',
  ],
  [
    'has a mapping as a key',
    '{ { a: b }: 1 }',
    'config.yaml must be JSON or YAML, got a key that is not a text at line 1, column 3. Put it in quotes.',
  ],
  [
    'is UTF-16',
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    'config.yaml must be text in UTF-8, got UTF-16. Save it as UTF-8.',
  ],
  [
    'is no text',
    Buffer.from([0, 1, 2, 255, 254]),
    'config.yaml must be text in UTF-8, got a binary file. Use another file.',
  ],
])('fails when the file %s', (_, content, problem) => {
  expect(problemsInFile(content)).toEqual([problem]);
});

test('fails when aliases multiply, before they take the memory', () => {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join()}]`,
  );
  expect(problemsInFile(`l0: &l0 [lol]\n${levels.join('\n')}\n`)).toEqual([
    'config.yaml must have at most 100 aliases, got more. Write the values out.',
  ]);
});

test('fails when a value holds itself', () => {
  expect(problemsInFile('repositories: &all [*all]')).toContain('repositories[0]: must be a mapping, got a list');
});

test.each([
  ['lists', '['.repeat(500_000)],
  ['closed lists', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['mappings', '{a: '.repeat(200_000)],
  ['lists of a block', `${'- '.repeat(400_000)}x`],
  ['keys', '? '.repeat(400_000)],
  ['lines', Array.from({ length: 1400 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
])('fails when %s nest deeper than the stack', (_, content) => {
  expect(problemsInFile(content)).toEqual(['config.yaml must nest at most 100 levels']);
});

test.each([
  ['a block', Array.from({ length: 50_000 }, (_, key) => `k${key}: 1`).join('\n')],
  ['a flow', `{${Array.from({ length: 50_000 }, (_, key) => `k${key}: 1`).join()}}`],
])('fails when the keys of %s would take the parser a minute', (_, content) => {
  expect(problemsInFile(content)).toEqual(['config.yaml must hold at most 1000 keys in a mapping']);
});

test('a list may be long', () => {
  const repositories = Array.from({ length: 3000 }, (_, index) => ({ name: `service${index}` }));
  expect(problemsInFile(JSON.stringify({ ...minimal, repositories }))).toEqual([]);
});

test('says the first faults of a file that is full of them', () => {
  const problems = problemsInFile('&a '.repeat(5000));
  expect(problems).toHaveLength(20);
  expect(new Set(problems.map((line) => line.replace(/column \d+/, 'column N')))).toEqual(
    new Set([
      'config.yaml must be JSON or YAML, got a second anchor for one value at line 1, column N. Keep one of them.',
    ]),
  );
});

test('fails when the file is larger than 5 MB', () => {
  expect(problemsInFile(`# ${'x'.repeat(5 * 1024 * 1024)}`)).toEqual([
    'config.yaml must be at most 5 MB, got 5.1 MB. Check that it is the right file.',
  ]);
});

const missing = join(dirname(configFile('')), 'missing.yaml');

test('fails when there is no such file', () => {
  expect(problemsOf(() => readConfig(missing))).toEqual([
    `${missing} does not exist. Run 'ecr-publishing init' to write a starter.`,
  ]);
});

test('fails when the file is a folder', () => {
  mkdirSync(missing);
  expect(problemsOf(() => readConfig(missing))).toEqual([`${missing} must be a file, got a folder`]);
  rmSync(missing, { recursive: true });
});

test('fails when the file is a link to itself', () => {
  symlinkSync(missing, missing);
  expect(problemsOf(() => readConfig(missing))).toEqual([
    `${missing} cannot be read, because its symbolic links lead in a circle`,
  ]);
  rmSync(missing);
});

test.each([
  ['the path has a NUL', 'a\0b', /is not a valid file name$/],
  ['the path is too long', 'x'.repeat(5000), /cannot be read, because its name is too long$/],
])('fails when %s', (_, path, line) => {
  expect(problemsOf(() => readConfig(path))).toEqual([expect.stringMatching(line)]);
});

describe('YAML 1.1 surprises', () => {
  const yaml = (repository: string) =>
    `version: 1\nenvironments: [{ name: prod, account: '123456789012', region: us-east-1 }]\nrepositories: [${repository}]\n`;

  test('the Norway problem: words are words, even if the file requires YAML 1.1', () => {
    const content = yaml('{ name: no }, { name: on }, { name: yes }');
    expect(problemsInFile(content)).toEqual([]);
    expect(problemsInFile(`%YAML 1.1\n---\n${content}`)).toEqual([]);
  });

  test.each([
    ['yes', "'yes'. Write true."],
    ['no', "'no'. Write false."],
    ['on', "'on'. Write true."],
    ['off', "'off'. Write false."],
    ['y', "'y'. Write true."],
    ['"true"', "'true'. Write true without quotes."],
    ['1', 'the number 1'],
  ])('fails when imageScanOnPush is %s', (word, shown) => {
    expect(problemsInFile(yaml(`{ name: service, imageScanOnPush: ${word} }`))).toEqual([
      `repositories[0].imageScanOnPush: must be true or false, got ${shown}`,
    ]);
  });

  test.each([
    ['012345678901', 'the number 12345678901'],
    ['123456789012', 'the number 123456789012'],
    ['0x1CBE991A14', 'the number 123456789012'],
    ['1.23456789012e11', 'the number 123456789012'],
  ])('fails when an account is %s without quotes', (account, got) => {
    expect(problemsInFile(yaml(`{ name: service, pullers: [{ account: ${account} }] }`))).toEqual([
      `repositories[0].pullers[0].account: must be a 12-digit AWS account id, got ${got}. ` +
        'Write it in quotes, because a number loses its leading zeros',
    ]);
  });

  test.each([
    ['1e3', []],
    ['0x10', []],
    ['0o17', []],
    ['1_000', ["got '1_000'"]],
    ['1:30', ["got '1:30'"]],
    ['"10"', ["got '10'. Write 10 without quotes."]],
    ['1.5', ['got the number 1.5']],
    ['.inf', ['got the number Infinity']],
    ['.nan', ['got the number NaN']],
    ['-0', ['got the number 0']],
    ['9007199254740993', ['got the number 9007199254740992']],
  ])('a count of %s', (count, got) => {
    const line = 'repositories[0].retention.keepNewest: must be a whole number from 1 on, ';
    expect(problemsInFile(yaml(`{ name: service, retention: { keepNewest: ${count} } }`))).toEqual(
      got.map((text) => line + text),
    );
  });

  test('fails when the file merges a mapping', () => {
    expect(problemsInFile(`%YAML 1.1\n---\n${yaml('{ name: service, <<: { imageScanOnPush: true } }')}`)).toEqual([
      "repositories[0]: must not have '<<'. YAML 1.2 has no merge keys. Write the keys themselves.",
    ]);
  });

  test('a date stays text', () => {
    expect(problemsInFile(yaml('{ name: 2026-11-21 }'))).toEqual([]);
    expect(problemsIn({ ...minimal, repositories: new Date(0) })).toEqual([
      'repositories: must be a list, got a mapping',
    ]);
  });
});

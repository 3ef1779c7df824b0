import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

interface Finding {
  readonly line: number;
  readonly wording: string;
  readonly reason: string;
}

/** A file that is not there, its text, and the findings in it. */
type Case = readonly [name: string, file: string, text: string, findings: readonly string[]];

const library = 'lib/access/a.ts';

const cases: readonly Case[] = [
  ['a house word in a page', 'README.md', 'One line.\n\nPush to nobody.', ['3 nobody']],
  ['a house word over the end of a line', 'README.md', 'The role takes\nno policy.', ['1 takes no']],
  ['a house word in a cell', 'README.md', '| a | b |\n| --- | --- |\n| c | Ask for it |', ['3 Ask for']],
  ['where for if', 'README.md', 'It fails where the name is wrong.', ['1 where']],
  ['where at the start of a sentence', 'README.md', 'Yes. Where it is wrong, it fails.', ['1 Where']],
  ['a doc comment that opens with a relative clause', library, '\n/** What copies. */', ['2 What']],
  ['a tag of a doc comment', library, '/**\n * A role.\n * @throws where it is wrong\n */', ['3 where']],
  ['a comment at the end of a line', library, "const a = '//'; // Mends it.", ['1 Mends']],
  ['a comment of several lines', library, '// It is\n// for nobody.', ['2 nobody']],
  ['a message', library, "throw new Error('must be given to nobody at once');", ['1 nobody']],
  ['a message of several strings', library, "f('must be given' +\n `to ${x} by nobody`);", ['1 nobody']],
  ['a message with a semicolon', library, 'f(`must be a name, got ${x}; use a name`);', ['1 ;']],
  ['a semicolon before a clause without a verb', 'README.md', 'One has a role; the other none.', ['1 ; the other']],
  ['the name of a test', 'test/a.test.ts', "it('admits a role', () => f('admits a role to it'));", ['1 admits']],
  ['the name of a table of tests', 'test/a.test.ts', "it.each([['a']])('is for nobody: %s', f);", ['1 nobody']],
  ['a repeated word', 'README.md', 'This is the the role.', ['1 the the']],
  ['an article', 'README.md', 'This is a image.', ['1 a']],
  ['a needless word', 'README.md', 'This is in order to push.', ['1 in order to']],
  [
    'a sentence of 31 words',
    'README.md',
    `It is ${'a b '.repeat(14)}c.`,
    [`1 It is ${'a b '.repeat(14)}`.slice(0, 62).trim()],
  ],
  [
    'many subordinate clauses',
    'README.md',
    'It has a role which is new if it is set when it runs because it can, unless it may not.',
    ['1 It has a role which is new if it is set when it runs because'],
  ],
];

const accepted: readonly Case[] = [
  ['code', 'README.md', 'Run `asks for` it.\n\n```sh\n# nobody tells\n```\n', []],
  ['an address', 'README.md', 'See https://example.com/nobody/told and [this](https://example.com/hole).', []],
  ['a quoted value', library, "f(`must be a name, got 'nobody'. Use a name.`);", []],
  ['an example and a reference', library, '/**\n * A role.\n *\n * @example nobody\n * @see nobody\n */', []],
  ['where about a place', 'README.md', 'This is the account where the role is. It shows where it is.', []],
  ['strings that are not messages', library, "import a from './nobody/told'; f('nobody', 'aws:told');", []],
  [
    'names and values of a test that are not its name',
    'test/a.test.ts',
    "expect(a).toBe('this is for nobody here');",
    [],
  ],
];

const script = `
const { checkText } = require('./scripts/prose/check-files.ts');
const cases = JSON.parse(process.argv[1]);
Promise.all(cases.map(([, file, text]) => checkText(file, text))).then((all) => console.log(JSON.stringify(all)));`;

/** The findings of all cases. A separate process finds them, because Jest loads no ES modules such as retext. */
function findingsOf(all: readonly Case[]): Finding[][] {
  const root = resolve(__dirname, '../..');
  const args = ['-r', 'tsx/cjs', '-e', script, JSON.stringify(all)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Finding[][];
}

const found = findingsOf([...cases, ...accepted]);

it.each(cases.map((each, index) => [each[0], index] as const))('reports %s', (_, index) => {
  expect(found[index]?.map(({ line, wording }) => `${line} ${wording}`)).toEqual(cases[index]?.[3]);
});

it.each(accepted.map((each, index) => [each[0], index] as const))('accepts %s', (_, index) => {
  expect(found[cases.length + index]).toEqual([]);
});

import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { guideCommands } from '../../../lib/app/guide/guide-page';
import { guideMarkdown } from '../../../lib/app/guide/guide-markdown';
import { blocksOf } from '../../access/contributor/instruction-commands';
import { allow, allowOn, byService, login, pull, push, repository, role } from '../../review/reviewed';
import { shellCheck } from '../../shell-check';
import { everyCommand, everyCommandAnywhere } from './every-command';
import { commandIds, commandOf, pageOf, pagesOf, wordsOf as textOf } from './guided';

const all = [...push, ...pull, 'ecr:DescribeImages', 'ecr:ListImages'];
const pages = pagesOf(everyCommand);
const open = pagesOf(everyCommandAnywhere, {}, {});

function syntaxErrorsOf(command: string): string {
  const { error, stderr } = spawnSync('bash', ['-n'], { input: command, encoding: 'utf8' });
  if (error) throw error;
  return stderr;
}

/** The words that a shell reads from a line, without running it. */
function wordsOf(line: string): string[] {
  const input = `set -f\nfor word in ${line}; do printf '%s\\0' "$word"; done`;
  const { stdout, status, stderr } = spawnSync('bash', ['-u'], { input, encoding: 'utf8', env: { tag: 'TAG' } });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\0').slice(0, -1);
}

test('there is a page with each command', () => {
  expect([...new Set(pages.flatMap(commandIds))].sort()).toEqual([
    'labels',
    'labels-pulled',
    'list',
    'list-tags',
    'log-in',
    'log-out',
    'pull-by-digest',
    'pull-by-tag',
    'push',
    'push-platforms',
    'retag',
    'run',
    'take-credentials',
    'use-in-lambda',
    'who-am-i',
    'who-is-contributor',
  ]);
});

test('an id belongs to one command of a page', () => {
  for (const page of pages) expect(new Set(commandIds(page)).size).toBe(commandIds(page).length);
});

test('the Markdown has each command unchanged, in a block with its id', () => {
  for (const page of pages) {
    const markdown = guideMarkdown([page]);
    for (const { id, command } of guideCommands(page)) expect(blocksOf(markdown, `sh ${id}`)).toEqual([`${command}\n`]);
    expect(blocksOf(markdown, 'sh [a-z-]+')).toHaveLength(guideCommands(page).length);
  }
});

const everyOne = [...pages, ...open].flatMap((page, index) =>
  guideCommands(page).map(({ id, command }) => [`${id} of page ${index}`, command] as const),
);

test.each(everyOne)('a shell parses %s', (_, command) => {
  expect(syntaxErrorsOf(command)).toBe('');
});

test('ShellCheck finds nothing in the commands of a page, not even about style', () => {
  for (const page of [...pages, ...open]) {
    // Each command has its own shell, because a reader pastes one block at a time.
    const script = guideCommands(page).map(({ command }) => `(\n${command}\n)`);
    expect(shellCheck(script.join('\n'))).toEqual([]);
  }
  expect(shellCheck('(docker pull $tag)')).not.toEqual([]);
}, 60_000);

test('a value that is known only after deployment is a placeholder in quotes, with an explanation', () => {
  const page = pageOf({ App: repository('app', allow(pull, '*')) }, {}, {});
  expect(commandOf(page, 'log-in')).toBe(
    "aws ecr get-login-password --region '<region>' |\n" +
      "  docker login --username AWS --password-stdin '<account>.dkr.ecr.<region>.<suffix>'",
  );
  const markdown = guideMarkdown([page]);
  for (const name of ['<account>', '<region>', '<suffix>']) expect(markdown).toContain(`- \`${name}\`: `);
});

test('an account and a Region that the review assumes are in the commands, and the page says so', () => {
  const puller = role('ci', byService('ec2.amazonaws.com'), login, allowOn(pull, 'app'));
  const page = pageOf({ App: repository('app'), Puller: puller }, {}, {});
  expect(commandOf(page, 'log-in')).toBe(
    'aws ecr get-login-password --region eu-west-1 |\n' +
      '  docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  );
  expect(textOf(page, 'about')).toMatch(
    /Some templates do not specify their account or Region\. This page assumes:\naccount 123456789012, because [^\n]+\nRegion eu-west-1, because [^\n]+\n/,
  );
});

test.each([
  ['us-east-1', 'amazonaws.com'],
  ['cn-north-1', 'amazonaws.com.cn'],
  ['us-gov-west-1', 'amazonaws.com'],
  ['eusc-de-east-1', 'amazonaws.eu'],
])('the host of %s ends in %s', (region, suffix) => {
  const page = pageOf({ App: repository('app', allow(pull, '*')) }, {}, { account: '123456789012', region });
  expect(commandOf(page, 'pull-by-tag')).toContain(`docker pull 123456789012.dkr.ecr.${region}.${suffix}/app:"$tag"`);
});

test.each([
  { account: '1234', region: 'eu-west-1' },
  { account: '123456789012; id', region: 'eu-west-1' },
  { account: '123456789012', region: 'eu-west-1; id' },
  { account: '123456789012', region: '$(id)' },
])('an account or Region that is not valid is in no command: %j', (env) => {
  const page = pageOf({ App: repository('app', allow(pull, '*')) }, {}, env);
  const text = guideCommands(page).map(({ command }) => command);
  const wrong = env.region === 'eu-west-1' ? env.account : env.region;
  expect(text.filter((command) => command.includes(wrong))).toEqual([]);
  expect(commandOf(page, 'log-in')).toContain(env.region === 'eu-west-1' ? '<account>' : '<region>');
});

test('a shell reads any repository name as one word and runs nothing of it', () => {
  const hostile = fc.array(
    fc.constantFrom(
      'a',
      '/',
      "'",
      '"',
      '`',
      '$(id)',
      '${HOME}',
      '\\',
      '\n',
      ';',
      '&',
      '|',
      '<',
      '>',
      '*',
      ' ',
      '~',
      '#',
      '!',
    ),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(hostile, (parts) => {
      const page = pageOf({ App: repository(parts.join(''), allow(all, '*')) });
      const line = commandOf(page, 'pull-by-tag').split('\n').at(-1) ?? '';
      const uri = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/${page.name}:TAG`;
      expect(wordsOf(line)).toEqual(['docker', 'pull', uri]);
      const scripts = guideCommands(page).map(({ command }) => command);
      expect(syntaxErrorsOf(scripts.join('\n'))).toBe('');
      expect(scripts.join('\n').split('\n').length).toBe(
        guideCommands(pageOf({ App: repository('app', allow(all, '*')) })).reduce(
          (sum, { command }) => sum + command.split('\n').length,
          0,
        ),
      );
    }),
    { numRuns: 60 },
  );
});

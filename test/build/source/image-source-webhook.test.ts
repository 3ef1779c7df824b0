import { Lazy, Token } from 'aws-cdk-lib';
import { ImageSource } from '../../../lib/build/source/image-source';
import { connectionArn, projectWith } from '../build-project';

const gitHub = (branches?: string[]) => ImageSource.gitHub('acme/app', { connectionArn, branches });

interface Triggers {
  readonly Webhook?: boolean;
  readonly FilterGroups?: { Type: string; Pattern: string }[][];
}

/** The patterns of which a push must match one. Each is from a group that requires a push and no other event. */
function branchPatterns(branches: string[]): string[] {
  const { Webhook: webhook, FilterGroups: groups = [] } = projectWith({ source: gitHub(branches) })
    .Triggers as Triggers;
  expect(webhook).toBe(true);
  return groups.map(([event, ref, ...more]) => {
    expect([event, ref?.Type, more]).toEqual([{ Type: 'EVENT', Pattern: 'PUSH' }, 'HEAD_REF', []]);
    return ref?.Pattern ?? '';
  });
}

test('a push to a branch starts a build, by its whole name', () => {
  expect(branchPatterns(['main', 'release/1.x'])).toEqual(['^refs/heads/main$', '^refs/heads/release/1\\.x$']);
});

// Names that `git check-ref-format --branch` takes.
test.each<[string, string[]]>([
  ['main', ['main-evil', 'mainline', 'evil/main', 'Main', 'refs/heads/main', 'main\nx']],
  ['feature/a.b+c', ['feature/aXb+c', 'feature/a.bb', 'feature/a.b+cc', 'feature/a.bc']],
  ['a|b', ['a', 'b', 'x|b']],
  ['a$', ['a', 'a$b']],
  ['(a)', ['a', '((a))']],
  ['a{2}', ['aa', 'a{22}']],
  ['a]b', ['ab', 'a]]b']],
  ['$(id);`id`', ['id', '$(id);`id`x']],
  ["it's-#1&!,%", ['its-#1&!,%', "it's-#12&!,%"]],
  ['v1.0', ['v1x0', 'v1.00']],
])('a push to %j starts a build, and no push to a branch like it', (branch, others) => {
  const [pattern = ''] = branchPatterns([branch]);
  const regularExpression = new RegExp(pattern);
  expect(regularExpression.test(`refs/heads/${branch}`)).toBe(true);
  expect(regularExpression.test(`refs/tags/${branch}`)).toBe(false);
  expect(others.filter((other) => regularExpression.test(`refs/heads/${other}`))).toEqual([]);
});

test('without branches there is no webhook', () => {
  expect((projectWith({ source: gitHub() }).Triggers as Triggers | undefined)?.Webhook ?? false).toBe(false);
  expect((projectWith({ source: gitHub() }).Triggers as Triggers | undefined)?.FilterGroups).toBeUndefined();
});

const oneBranch = 'must be the name of one Git branch, ';

test.each<[string, unknown[], string]>([
  ['are an empty list', [], '`branches` must list at least one value, got an empty list'],
  ['hold an empty text', [''], `\`branches[0]\` ${oneBranch}got an empty text`],
  [
    'hold a pattern',
    ['main', 'feature/*'],
    `\`branches[1]\` ${oneBranch}got 'feature/*'. A wildcard would match other branches. Name each one`,
  ],
  [
    'hold a regular expression',
    ['^main$'],
    `\`branches[0]\` ${oneBranch}got '^main$'. Git does not accept such a ref name`,
  ],
  [
    'hold a whole ref',
    ['refs/heads/main'],
    `\`branches[0]\` ${oneBranch}got 'refs/heads/main'. Omit 'refs/heads/': 'main'`,
  ],
  ['hold no text', [1.1], `\`branches[0]\` ${oneBranch}got the number 1.1. Write it as text, in quotes`],
  ['name one twice', ['main', 'dev', 'main'], "`branches[2]` must be named once, got 'main' again"],
])('fails when the branches %s', (_, branches, message) => {
  expect(() => gitHub(branches as string[])).toThrow(new Error(message));
});

const known = 'must be known at synth, got a token. It becomes part of an address or a regular expression.';

test.each<[string, string[], string]>([
  ['are a token', Token.asList({ Ref: 'Branches' }), `\`branches\` ${known}`],
  ['hold a token', ['main', Token.asString({ Ref: 'Branch' })], `\`branches[1]\` ${known}`],
  ['hold a token within a name', [`release/${Token.asString({ Ref: 'Branch' })}`], `\`branches[0]\` ${known}`],
  ['hold a lazy value', [Lazy.string({ produce: () => '.*' })], `\`branches[0]\` ${known}`],
])('fails when the branches %s, which could not be escaped', (_, branches, message) => {
  expect(() => gitHub(branches)).toThrow(new Error(message));
});

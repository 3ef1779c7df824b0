import { branchRule, gitTagRule } from '../../../lib/private/git/git-ref';
import { hostileTexts, refuses, takes } from '../rule-cases';

const noRef = 'Git does not accept such a ref name';
const variable = 'IAM would replace the variable. Write the name';

describe('branchRule', () => {
  takes(branchRule, [
    'main',
    'feature/a-b_c.d',
    'release-1.0',
    'a@b',
    'a+b(c)|d$e',
    "it's",
    'a#1!%&=',
    'a"b`c',
    'x'.repeat(255),
    'heads/main',
    'a.locked',
  ]);

  refuses(branchRule, 'the name of one Git branch', [
    ...hostileTexts,
    ['is a whole ref', 'refs/heads/main', "got 'refs/heads/main'. Omit 'refs/heads/': 'main'"],
    ['is the ref of a tag', 'refs/tags/v1', "got 'refs/tags/v1'. Omit 'refs/heads/': 'v1'"],
    ['is the ref of a pull request', 'refs/pull/1/merge', "got 'refs/pull/1/merge'. Omit 'refs/heads/': '1/merge'"],
    ['is any branch', '*', "got '*'. A wildcard would match other branches. Name each one"],
    ['ends in a wildcard', 'release/*', "got 'release/*'. A wildcard would match other branches. Name each one"],
    ['holds a question mark', 'v?', "got 'v?'. A wildcard would match other branches. Name each one"],
    ['is a policy variable', 'a${aws:username}', `got 'a\${aws:username}'. ${variable}`],
    ['is too long', 'x'.repeat(256), `got '${'x'.repeat(80)}...'. Use at most 255 characters`],
    ['holds a space', 'a b', `got 'a b'. ${noRef}`],
    ['holds two dots', 'a..b', `got 'a..b'. ${noRef}`],
    ['ends in .lock', 'x.lock', `got 'x.lock'. ${noRef}`],
    ['has a part that ends in .lock', 'x.lock/y', `got 'x.lock/y'. ${noRef}`],
    ['holds a tilde', 'a~1', `got 'a~1'. ${noRef}`],
    ['holds a caret', '^main', `got '^main'. ${noRef}`],
    ['holds a colon', 'main:evil', `got 'main:evil'. ${noRef}`],
    ['holds a bracket', '[main]', `got '[main]'. ${noRef}`],
    ['holds a backslash', 'a\\b', `got 'a\\b'. ${noRef}`],
    ['is a reflog entry', 'main@{1}', `got 'main@{1}'. ${noRef}`],
    ['is an at sign', '@', `got '@'. ${noRef}`],
    ['starts with a dash', '-main', `got '-main'. ${noRef}`],
    ['starts with a dot', '.main', `got '.main'. ${noRef}`],
    ['has a part that starts with a dot', 'a/.b', `got 'a/.b'. ${noRef}`],
    ['ends in a dot', 'main.', `got 'main.'. ${noRef}`],
    ['starts with a slash', '/main', `got '/main'. ${noRef}`],
    ['ends in a slash', 'main/', `got 'main/'. ${noRef}`],
    ['holds two slashes', 'a//b', `got 'a//b'. ${noRef}`],
    [
      'is a whole ref that holds a secret',
      'refs/heads/ghp_0123456789abcdef',
      "got a text that looks like a secret. Omit 'refs/heads/': a text that looks like a secret",
    ],
  ]);
});

describe('gitTagRule', () => {
  takes(gitTagRule, ['v1.0.0', 'release/2026-11', 'v1.0.0-rc.1+build']);

  refuses(gitTagRule, 'the name of one Git tag', [
    ...hostileTexts,
    ['is a whole ref', 'refs/tags/v1', "got 'refs/tags/v1'. Omit 'refs/tags/': 'v1'"],
    ['is any tag', 'v*', "got 'v*'. A wildcard would match other tags. Name each one"],
    ['is a branch with a tag', 'main:v1', `got 'main:v1'. ${noRef}`],
    ['is a policy variable', '${aws:username}', `got '\${aws:username}'. ${variable}`],
  ]);
});

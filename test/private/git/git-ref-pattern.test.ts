import { branchPatternRule, gitTagPatternRule } from '../../../lib/private/git/git-ref-pattern';
import { hostileTexts, refuses, takes } from '../rule-cases';

const git = 'Git does not accept such a ref name';
const variable = 'IAM would replace the variable. Write the name';
const question = "A pattern does not contain '?'";

describe('a pattern for branches', () => {
  takes(branchPatternRule, ['release/*', 'release-*', '*-stable', 'a*b*c', 'v1.*', 'release/*/hotfix'], 'release/*-');

  const every = 'That would match every branch. Name a part of them';
  refuses(branchPatternRule, "a pattern of Git branches with '*' for any text", [
    ...hostileTexts,
    ['takes every branch', '*', `got '*'. ${every}`],
    ['takes every branch by two wildcards', '**', `got '**'. ${every}`],
    ['takes every branch with a slash', '*/*', `got '*/*'. ${every}`],
    ['is a name', 'main', "got 'main'. It has no '*'. Use branch()"],
    ['holds a question mark', 'release-?', `got 'release-?'. ${question}`],
    ['holds both wildcards', 'release-?*', `got 'release-?*'. ${question}`],
    ['holds a variable', '${aws:username}/*', `got '\${aws:username}/*'. ${variable}`],
    ['holds an escaped wildcard', 'x${*}', `got 'x\${*}'. ${variable}`],
    ['is a full ref', 'refs/heads/release/*', "got 'refs/heads/release/*'. Omit 'refs/heads/': 'release/*'"],
    ['is every ref', 'refs/*', "got 'refs/*'. Omit 'refs/heads/': 'refs/*'"],
    ['reaches for an environment', '*:environment:prod', `got '*:environment:prod'. ${git}`],
    ['has a double slash', 'release//*', `got 'release//*'. ${git}`],
    ['starts with a slash', '/*x', `got '/*x'. ${git}`],
    ['ends in a dot', 'release/*.', `got 'release/*.'. ${git}`],
    ['is too long', `${'x'.repeat(255)}*`, `got '${'x'.repeat(80)}...'. Use at most 255 characters`],
  ]);
});

describe('a pattern for tags', () => {
  takes(gitTagPatternRule, ['*', 'v*', 'v1.*', '*-rc'], 'v*-');
  refuses(gitTagPatternRule, "a pattern of Git tags with '*' for any text", [
    ...hostileTexts,
    ['is a name', 'v1.0.0', "got 'v1.0.0'. It has no '*'. Use tag()"],
    ['holds a question mark', 'v?', `got 'v?'. ${question}`],
    ['holds a variable', 'v${aws:username}*', `got 'v\${aws:username}*'. ${variable}`],
    ['is a full ref', 'refs/tags/v*', "got 'refs/tags/v*'. Omit 'refs/tags/': 'v*'"],
    ['reaches for branches', '*:ref:refs/heads/*', `got '*:ref:refs/heads/*'. ${git}`],
  ]);
});

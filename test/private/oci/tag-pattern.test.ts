import {
  imageTagRule,
  lifecycleTagPatternRule,
  mutableTagRule,
  tagPrefixRule,
} from '../../../lib/private/oci/tag-pattern';
import { hostileTexts, refuses, takes } from '../rule-cases';

const tag = "Use letters, digits, '_', '.' and '-', and do not start with '.' or '-'";
const pattern = "Use only letters, digits, '.', '_', '-' and '*'";

describe('imageTagRule', () => {
  takes(imageTagRule, ['latest', 'v1.0.0', '_a', 'A-1_b.c', 'x'.repeat(128)]);

  refuses(imageTagRule, 'an image tag', [
    ...hostileTexts,
    ['is too long', 'x'.repeat(129), 'got 129 characters. A tag has at most 128'],
    ['holds a space', 'v1 beta', `got 'v1 beta'. ${tag}`],
    ['ends a command', 'v1;id', `got 'v1;id'. ${tag}`],
    ['is a command', '$(id)', `got '$(id)'. ${tag}`],
    ['holds a backtick', '`id`', `got '\`id\`'. ${tag}`],
    ['is an option', '-v1', `got '-v1'. ${tag}`],
    ['starts with a dot', '.v1', `got '.v1'. ${tag}`],
    ['is a wildcard', 'v*', `got 'v*'. ${tag}`],
    ['is a digest', 'sha256:0123', `got 'sha256:0123'. ${tag}`],
    ['is a path', 'a/b', `got 'a/b'. ${tag}`],
  ]);
});

describe('mutableTagRule', () => {
  takes(mutableTagRule, ['latest', 'dev-*', '*-snapshot', 'a*b*c', '.', 'x'.repeat(128)]);

  refuses(mutableTagRule, 'a tag or tag pattern', [
    ...hostileTexts,
    [
      'matches every tag',
      '*',
      "got '*'. That would make every tag mutable. If that is meant, set `imageTagMutability` to MUTABLE",
    ],
    [
      'matches every tag in two ways',
      '**',
      "got '**'. That would make every tag mutable. If that is meant, set `imageTagMutability` to MUTABLE",
    ],
    [
      'matches every tag in many ways',
      '*'.repeat(128),
      `got '${'*'.repeat(80)}...'. That would make every tag mutable. If that is meant, set \`imageTagMutability\` to MUTABLE`,
    ],
    ['is too long', 'x'.repeat(129), 'got 129 characters. Use at most 128'],
    ['holds a question mark', 'v?', `got 'v?'. ${pattern}`],
    ['is a regular expression', '^.*$', `got '^.*$'. ${pattern}`],
    ['is two patterns', 'a,b', `got 'a,b'. ${pattern}`],
    ['holds a space', 'a *', `got 'a *'. ${pattern}`],
  ]);
});

describe('lifecycleTagPatternRule', () => {
  takes(lifecycleTagPatternRule, ['release-*', '*', '*a*b*c*', 'v1', 'x'.repeat(128)]);

  refuses(lifecycleTagPatternRule, 'a tag pattern', [
    ...hostileTexts,
    ['has five wildcards', '*a*b*c*d*', "got '*a*b*c*d*'. ECR accepts at most 4 '*', and this has 5"],
    ['has five wildcards in a row', '*****', "got '*****'. ECR accepts at most 4 '*', and this has 5"],
    ['is too long', 'x'.repeat(129), 'got 129 characters. A tag has at most 128'],
    ['holds a question mark', 'v?', `got 'v?'. ${pattern}`],
    ['is a list', 'a,b', `got 'a,b'. ${pattern}`],
    ['breaks out of JSON', 'a","b', `got 'a","b'. ${pattern}`],
  ]);
});

describe('tagPrefixRule', () => {
  takes(tagPrefixRule, ['v', 'release-', 'x'.repeat(128)]);

  refuses(tagPrefixRule, 'an image tag', [
    ...hostileTexts,
    ['starts with a dash', '-v', `got '-v'. ${tag}`],
    ['is too long', 'x'.repeat(129), 'got 129 characters. A tag has at most 128'],
  ]);

  refuses(tagPrefixRule, 'a tag prefix', [
    ['is a pattern', 'v*', "got 'v*'. A prefix does not contain '*'. Write a pattern instead"],
    ['is a wildcard', '*', "got '*'. A prefix does not contain '*'. Write a pattern instead"],
    ['holds a wildcard', 'a*b', "got 'a*b'. A prefix does not contain '*'. Write a pattern instead"],
  ]);
});

import { repositoryNameRule } from '../../../lib/private/oci/repository-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const segment = "Each segment is letters and digits, with a single '.', '_', '__' or dashes between them";
const empty = 'It has an empty path segment';

takes(repositoryNameRule, [
  'app',
  'ab',
  'team/service',
  'a--b',
  'a---b',
  'a__b',
  'a_b.c-d',
  'a/b/c/d/e',
  '01',
  '1/2',
  'x'.repeat(256),
]);

refuses(repositoryNameRule, "an ECR repository name like 'team/service'", [
  ...hostileTexts,
  ['is too long', 'a'.repeat(257), 'got 257 characters. ECR accepts at most 256'],
  ['is too short', 'a', "got 'a'. Use at least 2 characters"],
  ['is in upper case', 'MyApp', "got 'MyApp'. Use lower case only: 'myapp'"],
  [
    'is a secret',
    'ghp_0123456789ABCDEF',
    'got a text that looks like a secret. Use lower case only: a text that looks like a secret',
  ],
  ['ends in a slash', 'app/', `got 'app/'. ${empty}`],
  ['starts with a slash', '/app', `got '/app'. ${empty}`],
  ['has two slashes', 'a//b', `got 'a//b'. ${empty}`],
  ['is slashes only', '//', `got '//'. ${empty}`],
  ['has a tag', 'app:latest', "got 'app:latest'. Omit the tag"],
  ['has a digest', 'app@sha256:0123', "got 'app@sha256:0123'. Omit the digest"],
  ['holds a space', 'my app', "got 'my app'. Remove the white space"],
  ['holds three underscores', 'a___b', `got 'a___b'. ${segment}`],
  ['holds two dots', 'a..b', `got 'a..b'. ${segment}`],
  ['climbs', '../app', `got '../app'. ${segment}`],
  ['mixes separators', 'a-_b', `got 'a-_b'. ${segment}`],
  ['starts with a dash', '-app', `got '-app'. ${segment}`],
  ['ends in a dash', 'app-', `got 'app-'. ${segment}`],
  ['has a segment that ends in a dot', 'team./app', `got 'team./app'. ${segment}`],
  ['is a wildcard', 'team/*', `got 'team/*'. ${segment}`],
  ['is a command', 'a$(id)', `got 'a$(id)'. ${segment}`],
  ['is a policy variable', '${aws.username}', `got '\${aws.username}'. ${segment}`],
  ['has a port', 'registry:5000/app', "got 'registry:5000/app'. Omit the tag"],
  [
    'is a URI',
    '1.dkr.ecr.eu-west-1.amazonaws.com/app:1',
    "got '1.dkr.ecr.eu-west-1.amazonaws.com/app:1'. Omit the tag",
  ],
]);

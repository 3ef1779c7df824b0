import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { nameImage } from '../../lib/build/buildspec/commands';

const tagForm = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** The tags that a build works out, with the one that its address has. */
function namesOf(variables: Record<string, string>): { tags: string[]; address: string; error: string } {
  const env = {
    PATH: '/usr/bin:/bin',
    REPOSITORY_URI: 'r',
    CODEBUILD_BUILD_NUMBER: '7',
    CODEBUILD_BUILD_ID: 'p:b1e6661e-x',
    ...variables,
  };
  const script = `${nameImage} >/dev/null\nprintf '%s\\n%s' "$IMAGE_TAGS" "$IMAGE_URI"`;
  const { stdout, stderr } = spawnSync('/bin/bash', ['--norc', '-c', script], { encoding: 'utf8', env });
  const [tags = '', address = ''] = stdout.split('\n');
  return { tags: tags.split(' '), address, error: stderr };
}

/** Anything that an environment variable can hold. */
const anyText = fc.string({ unit: 'binary', maxLength: 200 }).filter((text) => !text.includes('\0'));

test('B15: each name is a valid tag, for every branch, tag, version, prefix and fixed tag', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, fc.constantFrom('heads', 'tags'), (reference, version, fixed, kind) => {
      const { tags, address, error } = namesOf({
        CODEBUILD_WEBHOOK_HEAD_REF: `refs/${kind}/${reference}`,
        CODEBUILD_RESOLVED_SOURCE_VERSION: version,
        TAG_RULE_00: 'commit',
        TAG_RULE_01: `branch:${fixed}`,
        TAG_RULE_02: 'semantic-version',
        TAG_RULE_03: `fixed:${fixed}`,
        TAG_RULE_04: 'build-number',
      });
      expect({ error, strange: tags.filter((tag) => !tagForm.test(tag)) }).toEqual({ error: '', strange: [] });
      expect(new Set(tags).size).toBe(tags.length);
      expect(tags.map((tag) => `r:${tag}`)).toContain(address);
    }),
    { numRuns: 100 },
  );
});

test('what is a tag already stays as it is', () => {
  const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/);
  fc.assert(
    fc.property(tag, (name) => {
      expect(namesOf({ TAG_RULE_00: `fixed:${name}` }).tags).toEqual([name]);
    }),
    { numRuns: 50 },
  );
});

test('versions stay apart: no two of them give one tag', () => {
  const number = fc.nat({ max: 30 });
  const part = fc.stringMatching(/^[1-9A-Za-z-][0-9A-Za-z-]{0,3}(\.[1-9A-Za-z-]{1,3})?$/);
  const version = fc
    .tuple(number, number, number, fc.option(part), fc.option(part))
    .map(([major, minor, patch, before, build]) =>
      [`${major}.${minor}.${patch}`, before === null ? '' : `-${before}`, build === null ? '' : `+${build}`].join(''),
    );
  fc.assert(
    fc.property(version, version, (one, other) => {
      const [first, second] = [one, other].map(
        (tag) => namesOf({ TAG_RULE_00: 'semantic-version', CODEBUILD_WEBHOOK_HEAD_REF: `refs/tags/v${tag}` }).tags[0],
      );
      expect(first === second).toBe(one === other);
      expect(first).toBe(one.replace('+', '_'));
    }),
    { numRuns: 50 },
  );
});

test('a build without a number is identified by its id', () => {
  expect(namesOf({ CODEBUILD_BUILD_NUMBER: '', TAG_RULE_00: 'build-number' }).tags).toEqual(['build-0-b1e6661e']);
});

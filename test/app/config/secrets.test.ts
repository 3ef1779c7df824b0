import { full, problemsIn, problemsInFile, withValue, minimal } from '../config-cases';

/** Made up, in the forms that credentials have. */
const secrets = {
  'a GitHub token': 'ghp_0123456789abcdefghijABCDEFGHIJ012345',
  'a fine-grained GitHub token': 'github_pat_11ABCDEFG0abcdefghij',
  'a GitLab token': 'glpat-0123456789abcdefghij',
  'an access key': 'AKIAIOSFODNN7EXAMPLE',
  'a private key': '-----BEGIN RSA PRIVATE KEY-----',
  'an address with a password': 'https://someone:pa55word@example.com/a/b',
};

/** Every value of the full config that is no list or mapping, and every key, by its path. */
function placesIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => placesIn(item, `${path}[${index}]`))];
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, item]) => placesIn(item, path === '' ? key : `${path}.${key}`));
  return [`${path === '' ? '' : `${path}.`}unknownKey`, ...below, ...(path === '' ? [] : [path])];
}

const places = placesIn(full);

describe.each(Object.entries(secrets))('%s', (_, secret) => {
  test('is not repeated at any path', () => {
    const lines = places.flatMap((path) => problemsIn(withValue(full, path, secret)));
    expect(lines.length).toBeGreaterThan(places.length / 2);
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });

  test('is not repeated when it is a key', () => {
    const lines = problemsIn(withValue(full, secret.replace(/[.[\]]/g, ''), 1));
    expect(lines.filter((line) => line.includes(secret.slice(4)))).toEqual([]);
  });

  test('is not repeated from a file that is no YAML', () => {
    const contents = [
      `version: 1\n\tkey: ${secret}\n`,
      `"${secret}": 1\n"${secret}": 2\n`,
      `{ key: "${secret}"`,
      `key: "x" ${secret}\n`,
      `key: *${secret}\n`,
      `key: !${secret} x\n`,
      `? [${JSON.stringify(secret)}]\n: 1\n`,
    ];
    for (const content of contents) {
      const lines = problemsInFile(content);
      expect(lines).not.toEqual([]);
      expect(lines.filter((line) => line.includes(secret.slice(4)))).toEqual([]);
    }
  });
});

/** A file may have the end of a line in a text, so only that one reaches the rules of the values. */
test.each(['a\u200bb', 'a\u202eb\u001b[2Jb\u2028b\rb\0b\ud800', 'a\nb'])(
  'an invisible character is made visible at any path: %j',
  (text) => {
    for (const path of places) {
      const lines = problemsIn(withValue(full, path, text));
      expect(lines.filter((line) => /[\0-\x1f\x7f\u200b\u202e\u2028\ud800]/.test(line))).toEqual([]);
    }
  },
);

test('no message repeats a long text', () => {
  for (const path of places) {
    const lines = problemsIn(withValue(full, path, 'x'.repeat(5_000)));
    expect(lines.filter((line) => line.length > 1000)).toEqual([]);
  }
});

test.each(['version', 'repositories[1].name', 'repositories[1].pullers[0].account', 'builds[0].source.connectionArn'])(
  'no message repeats a megabyte: %s',
  (path) => {
    const lines = problemsIn(withValue(full, path, 'x'.repeat(1_000_000)));
    expect(lines).not.toEqual([]);
    expect(lines.filter((line) => line.length > 1000)).toEqual([]);
  },
);

test.each([
  'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
  'SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz0123456789abcdefg',
])('a secret as a key is not repeated in a path: %s', (secret) => {
  const repositories = [{ name: 'service', tags: { [secret]: '{' }, perEnvironment: { [secret]: {} } }];
  const lines = problemsIn({ ...minimal, repositories });
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    expect(line).not.toContain(secret.slice(0, 20));
    expect(line).toMatch(/^repositories\[0\]\./);
  }
});

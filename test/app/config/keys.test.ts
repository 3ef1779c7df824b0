import { full, minimal, problemsIn, problemsInFile, withValue } from '../config-cases';

/** Every mapping of the full config with fixed keys, by its path. */
const mappings = mappingsIn(full).filter(
  (path) => !/(tags|perEnvironment|teamPrefixes)$/.test(path) || path.startsWith('builds'),
);

function mappingsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => mappingsIn(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, item]) => mappingsIn(item, path === '' ? key : `${path}.${key}`));
  return [path, ...below];
}

/** The full config with one more key in the mapping at a path, as a parser makes it: an own property. */
function withKey(path: string, key: string): string[] {
  const copy = structuredClone(full);
  const keys = path.split(/[.[\]]+/).filter((part) => part !== '');
  const mapping = keys.reduce<object>((holder, part) => (holder as Record<string, object>)[part] ?? {}, copy);
  Object.defineProperty(mapping, key, { value: { name: 'x' }, enumerable: true, configurable: true, writable: true });
  return problemsIn(copy);
}

test('the full config holds a mapping of each kind', () => {
  expect(mappings).toHaveLength(129);
});

const strange = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'Name', 'nope', ''];

test.each(mappings)('fails when a key is not known in %j', (path) => {
  const place = path === '' ? '' : `${path}: `;
  for (const key of strange) {
    const lines = withKey(path, key);
    const [line = ''] = lines.filter((one) => one.startsWith(`${place}must not have '${key}'.`));
    expect(line.replace(/ Did you mean '\w+'\?/, '')).toContain(`${place}must not have '${key}'. The known keys are `);
    expect(lines.filter((line) => !line.startsWith(place))).toEqual([]);
  }
});

test('reading a hostile file changes no other object', () => {
  problemsInFile('__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('fails with the unknown keys of a mapping in one line', () => {
  expect(problemsIn({ ...minimal, repositories: [{ name: 'service', mutabletags: [], Retention: {} }] })).toEqual([
    "repositories[0]: must not have 'mutabletags', 'Retention'. Did you mean 'mutableTags', 'retention'? The known keys are name, environments, mutableTags, imageTagMutability, immutableTags, " +
      'imageScanOnPush, encryptionKey, encryption, retention, pullers, pushers, onlyPushers, readers, tags, removalPolicy, emptyOnDelete, perEnvironment.',
  ]);
});

test.each([
  ['pullers', 'must be a list, got nothing'],
  [
    'retention',
    'must be a mapping, got nothing. To keep every image, write { keepAll: true }. Leave it out to use the defaults.',
  ],
  ['mutableTags', 'must be a list, got nothing'],
  ['imageScanOnPush', 'must be true or false, got nothing'],
])('fails when the key %s has no value', (key, problem) => {
  expect(problemsIn(withValue(minimal, `repositories[0].${key}`, null))).toEqual([
    `repositories[0].${key}: ${problem}`,
  ]);
});

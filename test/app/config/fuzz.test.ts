import fc from 'fast-check';
import { stringify } from 'yaml';
import { full, problemsIn, problemsInFile } from '../config-cases';

/** A run takes the same samples each time: a failure here is a change, never luck. */
const parameters = { numRuns: 300 };

/** Expects lines that a terminal shows as they are. Any config is valid, or refused with such lines. */
function expectLines(lines: readonly string[]): void {
  for (const line of lines) {
    expect(line).not.toBe('');
    expect(line).not.toMatch(/[\0-\x1f\x7f\u2028\u2029]/);
    expect(line.length).toBeLessThan(10_000);
  }
}

test('any JSON value is valid or refused in lines', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expectLines(problemsIn(value));
      expect(problemsIn(value)).not.toEqual([]); // no such value is a config by chance
    }),
    parameters,
  );
});

test('any object of JavaScript is valid or refused in lines', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (value) => {
      expectLines(problemsIn(value));
    }),
    parameters,
  );
});

/** The full config without files of teams, which would have to exist. */
const alone = { ...full, include: undefined, shared: undefined, teamPrefixes: undefined };

/** Paths to all values of the full config. */
const paths = pathsIn(full, []);

function pathsIn(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]))];
}

/** A value that may be anything, but often has a form that one of the fields expects. */
const replacement = fc.oneof(
  fc.anything(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...paths.map((path) => valueAt(full, path))),
  fc.constantFrom('__proto__', 'constructor', '', '*', '${aws:username}', NaN, -0, 1e21, null, [], {}),
);

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((holder, key) => (holder as Record<string, unknown>)[key], value);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const held = (value as Record<string, unknown>)[key];
  if (!Array.isArray(value)) return { ...(value as object), [key]: replaced(held, rest, by) };
  return value.map((item: unknown, index) => (index === Number(key) ? replaced(item, rest, by) : item));
}

test('a config with one value replaced by anything is valid or refused in lines', () => {
  fc.assert(
    fc.property(fc.constantFrom(...paths), replacement, (path, value) => {
      expectLines(problemsIn(replaced(full, path, value)));
    }),
    { ...parameters, numRuns: 1000 },
  );
});

test('a config with several values replaced by anything is valid or refused in lines', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), replacement), { maxLength: 8 }), (changes) => {
      const sorted = [...changes].sort(([one], [other]) => other.length - one.length);
      expectLines(problemsIn(sorted.reduce<unknown>((config, [path, value]) => tryReplace(config, path, value), full)));
    }),
    parameters,
  );
});

/** A change may have taken the place of another. */
function tryReplace(config: unknown, path: readonly string[], value: unknown): unknown {
  try {
    return replaced(config, path, value);
  } catch {
    return config;
  }
}

/** The characters that YAML gives a meaning. */
const syntax = '[ ] { } : - ? & * ! | > % @ ` " \' # , ~ a'.split(' ').concat(' ', '\n', '\t', '\\');

test('any text as a file is valid or refused in lines', () => {
  const yaml = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom(...syntax, '---\n', '...\n', '&a ', '*a ', '!!str ', '<<: ', 'a'))
      .map((parts) => parts.join('')),
    fc.jsonValue().map((value) => stringify(value)),
  );
  fc.assert(
    fc.property(yaml, (content) => {
      expectLines(problemsInFile(content));
    }),
    { ...parameters, numRuns: 1000 },
  );
});

test('a file with one place changed is valid or refused in lines', () => {
  const text = stringify(alone);
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 10 }), (at, length, by) => {
      expectLines(problemsInFile(text.slice(0, at) + by + text.slice(at + length)));
    }),
    parameters,
  );
});

test('any bytes as a file are valid or refused in lines', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expectLines(problemsInFile(bytes));
    }),
    parameters,
  );
});

test('what YAML is written from a valid config is valid', () => {
  expect(problemsInFile(stringify(alone))).toEqual([]);
});

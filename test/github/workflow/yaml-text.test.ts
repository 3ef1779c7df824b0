import fc from 'fast-check';
import { parse } from 'yaml';
import { yamlText } from '../../../lib/github/workflow/yaml-text';
import { type YamlMapping, YamlNote, type YamlValue } from '../../../lib/github/workflow/yaml-value';

/** Text that a YAML parser could read as something else. */
const awkward = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(...Array.from(':#- \n\t\'"{}[]&*!|>%@`$\\,?=~\u0000\u0085\u2028\ufeff'), 'a', '1'),
  }),
  fc.constantFrom(
    'on',
    'yes',
    'No',
    'true',
    'null',
    '~',
    '1e3',
    '0x1f',
    '1_000',
    '.inf',
    '.NaN',
    '12:30',
    '2026-01-01',
    '',
  ),
  fc.constantFrom(
    '- a',
    '? a',
    'a: b',
    'a #b',
    "it's",
    '${{ a.b }}',
    '%YAML',
    '---',
    '...',
    '<<',
    '=',
    'a\nb\n',
    'a\n\nb\n',
  ),
);
const value = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    awkward,
    fc.boolean(),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(awkward, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;
const mapping = fc.dictionary(awkward, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

test.each(['1.1', '1.2'] as const)('a YAML %s parser reads back the same values', (version) => {
  fc.assert(
    fc.property(mapping, (written) => {
      fc.pre(version === '1.2' || !/"(on|<<)":/.test(JSON.stringify(written)));
      expect(parse(yamlText(written), { version })).toEqual(written);
    }),
    { numRuns: 1000 },
  );
});

test('notes do not change the values that are read back, even with awkward text', () => {
  fc.assert(
    fc.property(awkward, awkward, (above, text) => {
      const noted: YamlMapping = { a: new YamlNote({ b: new YamlNote(text, [above]) }, [above, above]) };
      expect(parse(yamlText(noted, [text, above]))).toEqual({ a: { b: text } });
    }),
  );
});

test('the file is always ASCII', () => {
  fc.assert(
    fc.property(mapping, awkward, (written, head) => {
      expect(yamlText(written, [head])).toMatch(/^[\x20-\x7e\n]*$/);
    }),
  );
});

test('the head, notes above and notes behind are comments at their places', () => {
  const text = yamlText(
    {
      name: 'a',
      jobs: {
        build: new YamlNote({ uses: new YamlNote('x@1', [], 'v5 \u00e9') }, ['First.', '', 'a\nb: c']),
        list: [new YamlNote('one', ['The first.'])],
      },
    },
    ['Publishes.', '', '  indented # twice'],
  );
  expect(text).toBe(
    [
      '# Publishes.',
      '#',
      '#   indented # twice',
      '',
      'name: a',
      'jobs:',
      '  # First.',
      '  #',
      '  # a?b: c',
      '  build:',
      '    uses: x@1 # v5 ?',
      '  list:',
      '    # The first.',
      '    - one',
      '',
    ].join('\n'),
  );
});

test('text that an editor would change is in double quotes', () => {
  expect(yamlText({ a: 'b \nc\n', d: 'e\tf', g: '\u{1f600}\u2028', '\u00e9': 'h' })).toBe(
    ['a: "b \\nc\\n"', 'd: "e\\tf"', 'g: "\\U0001f600\\u2028"', '"\\u00e9": h', ''].join('\n'),
  );
});

test('a file is as readable as one that is written by hand', () => {
  const text = yamlText({
    on: { push: { branches: ['main', '*', "it's"] } },
    none: undefined,
    empty: { list: [], mapping: {} },
    steps: [{ uses: new YamlNote('actions/checkout@0123', [], 'v5'), with: { a: true, b: 1 } }, 'plain words'],
    run: new YamlNote('set -u\necho "$A"\n', ['What it does.']),
    value: 'x-${{ github.sha }}',
  });
  expect(text).toBe(
    [
      'on:',
      '  push:',
      '    branches:',
      '      - main',
      "      - '*'",
      "      - it's",
      'empty:',
      '  list: []',
      '  mapping: {}',
      'steps:',
      '  - uses: actions/checkout@0123 # v5',
      '    with:',
      '      a: true',
      '      b: 1',
      '  - plain words',
      '# What it does.',
      'run: |',
      '  set -u',
      '  echo "$A"',
      'value: x-${{ github.sha }}',
      '',
    ].join('\n'),
  );
});

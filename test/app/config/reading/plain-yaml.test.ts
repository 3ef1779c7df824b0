import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readPlainYaml } from '../../../../lib/app/config/reading/plain-yaml';
import { yamlDocument } from '../../../../lib/review';
import { full } from '../../config-cases';

const options = { version: '1.2', schema: 'core', uniqueKeys: true, stringKeys: true, prettyErrors: false } as const;

/** The data that the YAML parser reads from a text, or its faults. */
function parsed(text: string): unknown {
  const read = yamlDocument(text, options);
  if ('problem' in read) return read;
  const { document } = read;
  const faults = [...document.errors, ...document.warnings];
  return faults.length > 0 ? { faults } : { data: document.toJS({ maxAliasCount: 100 }) as unknown };
}

function expectAsParsed(text: string): void {
  const plain = readPlainYaml(text);
  if (plain) expect(plain).toEqual(parsed(text));
}

/** Parts of YAML. About a third of the texts made of them are plain. */
const parts = [
  ...['a: ', 'b: ', 'a:', 'key-1: ', 'null: ', '- ', '  ', '\n', '\n', '\n  ', '\n    ', '\n- ', '\n  - '],
  ...['x', 'a b', 'true', 'True', 'null', '1', '0', '-1', '1.5', '1e3', '0x1f', '0o7', '.inf', '.nan', '1_0', '012'],
  ...['2026-11-21', "'x'", '"x"', "'a''b'", '"a\\nb"', '"', "'", '[', ']', '{', '}', ', ', ',', ': ', ':', '[a, b]'],
  ...['{ a: b }', '{a: 1}', '{a: }', '[]', '{}', ' # c', '#', '# c\n', '*', '&a ', '*a', '!!str ', '|', '>', '?', '? '],
  ...[
    '%',
    '@',
    '`',
    '~',
    '---\n',
    '...\n',
    '--- ',
    '\t',
    '\r',
    '\ufeff',
    '\u2028',
    'é',
    '<<: ',
    '=',
    'arn:aws:iam::1:x/*',
  ],
];

const anyText = fc.oneof(
  fc.array(fc.constantFrom(...parts), { maxLength: 20 }).map((some) => some.join('')),
  fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((some) => `a: ${some.join('')}\nb: c\n`),
  fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((some) => `a:\n  - b: [${some.join('')}]\n    c: d\n`),
  fc.string({ maxLength: 30 }).map((text) => `a: ${text}\nb: 1\n`),
  fc.string({ maxLength: 30 }).map((text) => `a:\n  - { b: ${text} }\n`),
);

test.each([
  ['one line ---', '---\na: b\n', { data: { a: 'b' } }],
  ['two lines ---', '---\n---\na: b\n', undefined],
  ['the key null', 'null: a\n', undefined],
  ['the key true', 'true: a\n', { data: { true: 'a' } }],
  ['a line --- between two documents', '---\na: b\n---\nc: d\n', undefined],
])('a text with %s is read as the parser reads it, or left to the parser', (_, text, expected) => {
  expect(readPlainYaml(text)).toEqual(expected);
  expectAsParsed(text);
});

test('a text is read as the parser reads it, or left to the parser', () => {
  fc.assert(fc.property(anyText, expectAsParsed), { numRuns: 3000 });
});

const starter = readFileSync(join(__dirname, '../../../../examples/registry/ecr-publishing.yaml'), 'utf8');

test.each([
  ['the example', starter],
  ['a config with every key', stringify(full, { lineWidth: 0 })],
])('%s is read, and with any change in it as the parser reads it', (_, text) => {
  expect(readPlainYaml(text)).toEqual(parsed(text));
  const change = fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 3 }));
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(5), change, (at, length, by) => {
      expectAsParsed(text.slice(0, at) + by + text.slice(at + length));
    }),
    { numRuns: 300 },
  );
});

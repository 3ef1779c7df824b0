import fc from 'fast-check';
import { parseDocument, stringify, type YAMLError } from 'yaml';
import { linePosition, yamlDocument } from '../../../lib/review/read/yaml-document';

const options = { version: '1.2', schema: 'core', uniqueKeys: true, stringKeys: true, prettyErrors: false } as const;

/** The characters that YAML gives a meaning. */
const syntax = '[ ] { } : - ? & * ! | > % @ ` " \' # , ~ a'.split(' ').concat(' ', '\n', '\r\n', '\t', '\\');

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...syntax, '---\n', '...\n', '&a ', '*a ', '!!str ', '<<: ', 'a: ', '- ', '  '))
    .map((parts) => parts.join('')),
  fc.jsonValue().map((value) => stringify(value)),
);

test('a text is read as the parser reads it, with the same faults in the same places', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const slow = parseDocument(text, options);
      const fast = yamlDocument(text, options);
      if ('problem' in fast) throw new Error(`expected a document, got: ${fast.problem}`);
      expect(fast.document.errors.map(placed)).toEqual(slow.errors.map(placed));
      expect(fast.document.warnings).toEqual(slow.warnings);
      if (slow.errors.length === 0) expect(plain(fast.document)).toEqual(plain(slow));
    }),
    { numRuns: 500 },
  );
});

function placed({ code, pos }: YAMLError): unknown[] {
  return [code, ...pos];
}

/** The data of a document, or why it has none. */
function plain(document: { toJS: (limits: { maxAliasCount: number }) => unknown }): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return String(error);
  }
}

test.each([
  ['at most 100 levels', '['.repeat(101), 'must nest at most 100 levels'],
  ['100 levels in a second document', `a: 1\n---\n${'['.repeat(101)}`, 'must nest at most 100 levels'],
  ['at most 1000 keys', `{${'a,'.repeat(1001)}}`, 'must hold at most 1000 keys in a mapping'],
])('a text must have %s', (_, text, problem) => {
  expect(yamlDocument(text, options)).toEqual({ problem });
});

test('lines and columns are counted from 1', () => {
  expect(['', 'a\n', 'a\r\nb: |\r\n c'].map((text) => linePosition(`${text}x`, text.length))).toEqual([
    'line 1, column 1',
    'line 2, column 1',
    'line 3, column 3',
  ]);
});

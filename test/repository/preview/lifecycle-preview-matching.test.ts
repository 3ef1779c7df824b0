import * as fc from 'fast-check';
import { patternMatcher, tagMatcher } from '../../../lib/repository/preview/lifecycle-matching';

test.each([
  ['a*b', 'ab', true],
  ['a*b', 'axxb', true],
  ['a*b', 'axxbc', false],
  ['a*a', 'a', false],
  ['aba*aba', 'ababa', false],
  ['*', '', true],
  ['**', 'anything', true],
  ['*a*', 'bab', true],
  ['a.c', 'abc', false],
  ['v1.*', 'v10', false],
  ['a', 'ab', false],
  ['A*', 'a', false],
  ['*-*-*', 'a-b', false],
  ['*-*-*', 'a--b', true],
])('whether %s matches %s is %s', (pattern, tag, expected) => {
  expect(patternMatcher(pattern)(tag)).toBe(expected);
});

/** The textbook's algorithm with a table. */
function oracle(pattern: string, tag: string): boolean {
  if (pattern === '') return tag === '';
  if (pattern.startsWith('*')) {
    return oracle(pattern.slice(1), tag) || (tag !== '' && oracle(pattern, tag.slice(1)));
  }
  return tag.startsWith(pattern.charAt(0)) && oracle(pattern.slice(1), tag.slice(1));
}

test('matching agrees with its definition', () => {
  const text = (letters: string) => fc.string({ unit: fc.constantFrom(...letters.split('')), maxLength: 8 });
  fc.assert(
    fc.property(text('ab.*'), text('ab.'), (pattern, tag) => patternMatcher(pattern)(tag) === oracle(pattern, tag)),
    { numRuns: 2000 },
  );
});

test('long tags are matched quickly by any pattern', () => {
  const matches = patternMatcher('*a*a*a*ab');
  expect(matches(`${'a'.repeat(100_000)}c`)).toBe(false);
});

test('a prefix is literal', () => {
  expect(tagMatcher(selection({ tagPrefixList: ['v'] }))(['v1'])).toBe(true);
  expect(tagMatcher(selection({ tagPrefixList: ['v.'] }))(['v1'])).toBe(false);
});

test('each pattern of a list must match a tag, and the tags may differ', () => {
  const matches = tagMatcher(selection({ tagPatternList: ['a*', '*z'] }));
  expect(matches(['abc', 'xyz'])).toBe(true);
  expect(matches(['a-z'])).toBe(true);
  expect(matches(['abc'])).toBe(false);
  expect(matches([])).toBe(false);
});

function selection(tags: object) {
  return { tagStatus: 'tagged', countType: 'imageCountMoreThan', countNumber: 1, ...tags } as const;
}

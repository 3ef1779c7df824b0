import * as fc from 'fast-check';
import { unresolved } from '../../../lib/review/texts/symbolic-text';
import { type Answer, isSameText, matchesPattern } from '../../../lib/review/texts/wildcard-match';

const [a, b, region] = [unresolved('A'), unresolved('B'), unresolved('AWS::Region')];

const table: readonly (readonly [pattern: string, text: string, answer: Answer])[] = [
  ['ecr:*', 'ecr:PutImage', 'yes'],
  ['ecr:Put?mage', 'ecr:PutImage', 'yes'],
  ['ecr:Put', 'ecr:PutImage', 'no'],
  ['*', '', 'yes'],
  ['?', '', 'no'],
  ['a.c', 'abc', 'no'],
  [`repository/${a}`, `repository/${a}`, 'yes'],
  [`repository/${a}*`, `repository/${a}-x`, 'yes'],
  [`repository/*`, `repository/${a}`, 'yes'],
  [`repository/${a}`, 'repository/app', 'maybe'],
  [`repository/${a}`, `repository/${b}`, 'maybe'],
  [`repository/${a}`, 'other/app', 'no'],
  ['repository/app', `repository/${a}`, 'maybe'],
  ['repository/?', `repository/${a}`, 'maybe'],
  [`x${a}`, 'x', 'maybe'],
  [`ecr:*:repository/${a}-*`, `ecr:${b}:repository/app`, 'maybe'],
  [`ecr:*:repository/${a}-*`, `ecr:${region}:repository/app`, 'no'],
  [`ecr:*:repository/*pp`, `ecr:${region}:repository/app`, 'yes'],
  [`ecr:us-*:repository/app`, `ecr:${region}:repository/app`, 'maybe'],
  [`ecr:${region}:*`, 'ecr:us-east-1:repository/app', 'maybe'],
  [`${region}/*`, 'ecr:us-east-1/app', 'no'],
  [`ecr:*:repository/${a}-*`, `ecr:${unresolved('Set.AWS::Region')}:repository/app`, 'no'],
  [`${unresolved('Set.AWS::AccountId')}:repository/app`, '111111111111:repository/app:repository/app', 'no'],
  [`arn:${a}:${b}:app`, `arn:${a}:${b}:app-2`, 'no'],
  [`arn:${a}:*:app`, `arn:${a}:${b}:app`, 'yes'],
  [`arn:${a}:*:app`, `arn:${b}:${a}:app`, 'maybe'],
  ['a${*}', 'a*', 'yes'],
  ['a${*}', 'ab', 'no'],
  ['a${?}${$}', 'a?$', 'yes'],
  ['${*', '${*', 'yes'],
];

test.each(table)('%j over %j: %s', (pattern, text, answer) => {
  expect(matchesPattern(pattern, text)).toBe(answer);
});

const sameTable: readonly (readonly [one: string, other: string, answer: Answer])[] = [
  ['a*', 'a*', 'yes'],
  ['a*', 'ab', 'no'],
  ['a?', `${a}b`, 'no'],
  [`${a}b`, 'ab', 'maybe'],
  [`${a}b`, 'ac', 'no'],
  [a, b, 'maybe'],
  [`arn:${a}:app:${b}`, `arn:${a}:ap:${b}`, 'no'],
];

test.each(sameTable)('%j and %j the same: %s', (one, other, answer) => {
  expect(isSameText(one, other)).toBe(answer);
  expect(isSameText(other, one)).toBe(answer);
});

test('is in doubt about what is longer than any ARN', () => {
  const long = 'ab'.repeat(200);
  expect(matchesPattern(`*${long}*`, 'a'.repeat(400))).toBe('maybe');
  expect(isSameText(`${a}x${long}${a}`, `${b}y${long}${b}`)).toBe('maybe');
});

const patterns = fc.array(fc.constantFrom('a', 'b', '*', '?', '.', '${*}', '${?}'), { maxLength: 7 });
const texts = fc.array(fc.constantFrom('a', 'b', '*', '?', '.'), { maxLength: 7 });

test('matches as a regular expression does', () => {
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      expect(matchesPattern(pattern.join(''), text.join(''))).toBe(asRegularExpression(pattern, text.join('')));
    }),
    { numRuns: 5000 },
  );
});

function asRegularExpression(pattern: readonly string[], text: string): Answer {
  const source = pattern.map((piece) => {
    if (piece === '*') return '.*';
    return piece === '?' ? '.' : (piece.length === 4 ? (piece[2] ?? '') : piece).replace(/[.*?]/, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`).test(text) ? 'yes' : 'no';
}

/** Texts that an unresolved value may turn into; a Region has no colon. */
const fillings = ['', 'a', 'b', 'aa', 'ab', 'ba', 'bb'];
const wideFillings = [...fillings, ':', 'a:', ':b', ':a:'];

function filledIn(text: readonly string[], [first, second]: readonly [string, string]): string {
  return text.map((piece) => (piece === a ? first : piece === region ? second : piece)).join('');
}

const allFillings = wideFillings.flatMap((first) => fillings.map((second) => [first, second] as const));
const withHoles = (...pieces: string[]) => fc.array(fc.constantFrom(...pieces, ':', a, region), { maxLength: 5 });

test.each([
  ['matches', matchesPattern, withHoles('a', 'b', '*', '?')],
  ['is the same', isSameText, withHoles('a', 'b')],
] as const)(
  'what surely %s does with any unresolved values, and what surely does not never does',
  (_, answers, one) => {
    fc.assert(
      fc.property(one, withHoles('a', 'b'), (pattern, text) => {
        const answer = answers(pattern.join(''), text.join(''));
        const found = new Set(allFillings.map((values) => answers(filledIn(pattern, values), filledIn(text, values))));
        if (answer !== 'maybe') expect([...found]).toEqual([answer]);
      }),
      { numRuns: 2000 },
    );
  },
);

import {
  hasUnresolved,
  unresolved,
  isUnresolved,
  literal,
  piecesOf,
  shownText,
  splitText,
} from '../../../lib/review/texts/symbolic-text';

test('an unresolved value is shown as a reference', () => {
  expect(shownText(`arn:aws:ecr:${unresolved('AWS::Region')}:1`)).toBe('arn:aws:ecr:${AWS::Region}:1');
});

test('unresolved values of one name are the same, of two names are not', () => {
  expect(unresolved('A')).toBe(unresolved('A'));
  expect(unresolved('A')).not.toBe(unresolved('B'));
});

test('a text from a template has no unresolved values, even with their characters in it', () => {
  const outside = literal(`a${unresolved('A')}b\u{E000}c\u{E001}`);
  expect(hasUnresolved(outside)).toBe(false);
  expect(piecesOf(outside).some(isUnresolved)).toBe(false);
  expect(hasUnresolved(`${outside}${unresolved('A')}`)).toBe(true);
});

test("the name of an unresolved value can't open or close another", () => {
  expect(piecesOf(unresolved(`a\u{E001}b\u{E000}c`))).toHaveLength(1);
});

test('pieces are characters and whole unresolved values', () => {
  expect(piecesOf(`a${unresolved('X')}🎉`)).toEqual(['a', unresolved('X'), '🎉']);
});

test('a text is split at delimiters, never in an unresolved value', () => {
  const region = unresolved('AWS::Region');
  expect(splitText(`arn:${region}:a${region}::`, ':')).toEqual(['arn', region, `a${region}`, '', '']);
  expect(splitText('', ':')).toEqual(['']);
});

import {
  hasHoles,
  hole,
  isHole,
  literal,
  piecesOf,
  shownText,
  splitText,
} from '../../../lib/review/texts/symbolic-text';

test('a hole is shown as a reference', () => {
  expect(shownText(`arn:aws:ecr:${hole('AWS::Region')}:1`)).toBe('arn:aws:ecr:${AWS::Region}:1');
});

test('holes of one name are the same, of two names are not', () => {
  expect(hole('A')).toBe(hole('A'));
  expect(hole('A')).not.toBe(hole('B'));
});

test('a text from outside has no holes, whatever it holds', () => {
  const outside = literal(`a${hole('A')}b\u{E000}c\u{E001}`);
  expect(hasHoles(outside)).toBe(false);
  expect(piecesOf(outside).some(isHole)).toBe(false);
  expect(hasHoles(`${outside}${hole('A')}`)).toBe(true);
});

test("a hole's name can't open or close another", () => {
  expect(piecesOf(hole(`a\u{E001}b\u{E000}c`))).toHaveLength(1);
});

test('pieces are characters and whole holes', () => {
  expect(piecesOf(`a${hole('X')}🎉`)).toEqual(['a', hole('X'), '🎉']);
});

test('a text is split at delimiters, never in a hole', () => {
  const region = hole('AWS::Region');
  expect(splitText(`arn:${region}:a${region}::`, ':')).toEqual(['arn', region, `a${region}`, '', '']);
  expect(splitText('', ':')).toEqual(['']);
});

import { displayWidth, piecesOfWidth } from '../../../lib/private/text/display-width';

test.each([
  ['jwt-pizza', 9],
  ['漢字', 4],
  ['🍕', 2],
  ['e\u0301', 1],
  ['─│', 2],
  ['', 0],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('cuts between characters, never inside one', () => {
  expect(piecesOfWidth('🍕🍕a漢', 3)).toEqual(['🍕', '🍕a', '漢']);
});

test('continues if one character is wider than the limit', () => {
  expect(piecesOfWidth('漢字', 1)).toEqual(['漢', '字']);
});

import { visibleControls } from '../../../lib/private/text/visible-controls';

test.each([
  ['a colour', 'a\u001b[31mb', 'a\\u{1b}[31mb'],
  ['a title of the window', '\u001b]0;x\u0007', '\\u{1b}]0;x\\u{7}'],
  ['a start of the same line', 'a\rb', 'a\\u{d}b'],
  ['another direction', 'a\u202eb', 'a\\u{202e}b'],
  ['the one-character escape', '\u009b31m', '\\u{9b}31m'],
])('%s is visible', (_, text, visible) => {
  expect(visibleControls(text)).toBe(visible);
});

test('lines and letters of all languages stay', () => {
  const text = 'one\nzwei ü 日本語 😀';
  expect(visibleControls(text)).toBe(text);
});

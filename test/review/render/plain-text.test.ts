import fc from 'fast-check';
import { plainText } from '../../../lib/review/render/plain-text';
import { unresolved } from '../../../lib/review/texts/symbolic-text';

test.each([
  ['jwt-pizza/service:1.0', 'jwt-pizza/service:1.0'],
  ['one\r\n two\tthree', 'one two three'],
  ['\u001b[31mred\u001b[0m', '\ufffd[31mred\ufffd[0m'],
  ['\u009b31m\u0007\u007f', '\ufffd31m\ufffd\ufffd'],
  ['user\u202egnirts', 'user\ufffdgnirts'],
  ['a\u200bb\u00adc\u3164d', 'a\ufffdb\ufffdc\ufffdd'],
  ['\ud800', '\ufffd'],
  ['漢字 é 🍕', '漢字 é 🍕'],
  [`arn:aws:ecr:${unresolved('AWS::Region')}:1`, 'arn:aws:ecr:${AWS::Region}:1'],
])('shows %j as %j', (text, shown) => {
  expect(plainText(text)).toBe(shown);
});

test('shows the start of a text that is longer than AWS accepts, and the number of further characters', () => {
  expect(plainText('x'.repeat(1_000_000))).toBe(`${'x'.repeat(2_000)}… (998000 more characters)`);
  expect(plainText('x'.repeat(2_000))).toBe('x'.repeat(2_000));
});

test('never contains invisible characters, and changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
      const shown = plainText(text);
      expect(shown).not.toMatch(/\p{C}|[^\S ]/u);
      expect(plainText(shown)).toBe(shown);
    }),
    { numRuns: 500 },
  );
});

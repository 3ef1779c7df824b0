import fc from 'fast-check';
import { shortened, shortHash } from '../../../lib/private/text/short-hash';

test('a hash has 16 digits and is the same for ever', () => {
  expect(shortHash('text')).toBe('982d9e3eb996f559');
});

test('a text that fits stays as it is, and a longer one is cut and ends in a hash', () => {
  expect(shortened('a'.repeat(64), 64)).toBe('a'.repeat(64));
  expect(shortened('a'.repeat(65), 64)).toBe(`${'a'.repeat(55)}-635361c4`);
});

test('texts that differ in their last character only stay different', () => {
  const text = fc.string({ minLength: 20, maxLength: 300 });
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 256 }), (start, most) => {
      const [one, other] = [shortened(`${start}a`, most), shortened(`${start}b`, most)];
      return one !== other && one.length <= most && other.length <= most;
    }),
  );
});

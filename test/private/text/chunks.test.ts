import { inChunks } from '../../../lib/private/text/chunks';

test('pieces are joined into chunks of some size, and none is lost', () => {
  const pieces = Array.from({ length: 5000 }, (_, index) => `piece ${index} ${'x'.repeat(index % 90)}\n`);
  const chunks = Array.from(inChunks(pieces));
  expect(chunks.join('')).toBe(pieces.join(''));
  expect(chunks.length).toBeGreaterThan(3);
  expect(chunks.slice(0, -1).every(({ length }) => length >= 65_536 && length < 65_700)).toBe(true);
});

test('a piece is read only when its chunk is', () => {
  const asked = jest.fn();
  const chunks = inChunks(
    (function* () {
      for (let index = 0; index < 100; index += 1) {
        asked();
        yield 'x'.repeat(10_000);
      }
    })(),
  );
  chunks.next();
  expect(asked).toHaveBeenCalledTimes(7);
});

import fc from 'fast-check';
import { columnWidths } from '../../../lib/private/text/column-widths';

const columns = { can: 14, who: 44, if: 38 };
const long = 'x'.repeat(200);

test('has the given widths in a terminal of 100 columns', () => {
  expect(columnWidths(columns, [['a', 'b', 'c']], 100)).toEqual([14, 44, 38]);
});

test('a narrow terminal first takes the room that no cell needs', () => {
  expect(columnWidths(columns, [['push', 'github-ci', long]], 80)).toEqual([14, 24, 38]);
});

test('then narrows the widest columns', () => {
  expect(columnWidths(columns, [['configure, if', long, long]], 80)).toEqual([14, 31, 31]);
});

test('keeps a table that is narrower than the terminal', () => {
  expect(columnWidths({ rule: 6, images: 9 }, [[long, long]], 80)).toEqual([6, 9]);
});

test('a wide terminal gives its room to the cells that lack it, and no more than they need', () => {
  expect(columnWidths(columns, [['push', 'x'.repeat(50), 'y'.repeat(46)]], 300)).toEqual([14, 52, 48]);
  expect(columnWidths(columns, [['push', long, 'y']], 120)).toEqual([14, 64, 38]);
});

test('fits any terminal', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '漢', ' ', '\n'), maxLength: 90 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }),
      fc.integer({ min: 40, max: 250 }),
      (rows, width) => {
        const widths = columnWidths(columns, rows, width);
        expect(widths.reduce((sum, one) => sum + one + 1, 1)).toBeLessThanOrEqual(width);
        expect(Math.min(...widths)).toBeGreaterThan(3);
      },
    ),
    { numRuns: 300 },
  );
});

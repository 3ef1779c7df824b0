import { boxTable } from '../../../lib/private/text/box-table';
import { displayWidth } from '../../../lib/private/text/display-width';

test('draws nothing if there are no rows', () => {
  expect(boxTable('Roles', { role: 10 }, [])).toBe('');
});

test('is as wide as its columns with all kinds of characters', () => {
  const lines = boxTable('Roles', { role: 10, may: 12 }, [
    ['漢字漢字漢字', '🍕'],
    ['e\u0301', 'pull'],
  ]).split('\n');
  expect(lines.slice(1).map(displayWidth)).toEqual(Array.from({ length: 7 }, () => 25));
});

test('parts rows by a line where asked', () => {
  const rows = [['one'], ['two']];
  expect(boxTable('Roles', { role: 7 }, rows).match(/├/g)).toHaveLength(1);
  expect(boxTable('Roles', { role: 7 }, rows, true).match(/├/g)).toHaveLength(2);
});

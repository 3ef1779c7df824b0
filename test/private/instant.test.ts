import fc from 'fast-check';
import { instantOf, instantRule } from '../../lib/private/instant';

test.each([
  ['2026-11-21T12:00:00Z', '2026-11-21T12:00:00.000Z'],
  ['2026-11-21T12:00Z', '2026-11-21T12:00:00.000Z'],
  ['2026-11-21 12:00:00+02:00', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21T12:00:00-0530', '2026-11-21T17:30:00.000Z'],
  ['2026-11-21t12:00:00.5z', '2026-11-21T12:00:00.500Z'],
  ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000Z'],
  ['2026-01-01T00:00:00+01:00', '2025-12-31T23:00:00.000Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
])('takes %s', (text, same) => {
  expect(instantRule(text)).toBeUndefined();
  expect(instantOf(text)).toBe(Date.parse(same));
});

test('agrees with the clock for every instant', () => {
  const instants = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (instant) => {
      expect(instantOf(instant.toISOString())).toBe(instant.getTime());
    }),
  );
});

const full = '\uff12\uff10\uff12\uff16-11-21T12:00:00Z';

test.each<[string, unknown, string]>([
  ['is a word', 'tomorrow', "'tomorrow'"],
  ['is a date', '2026-11-21', "'2026-11-21'"],
  ['has no zone', '2026-11-21T10:00', "'2026-11-21T10:00'"],
  ['has a month too many', '2026-13-01T00:00:00Z', "'2026-13-01T00:00:00Z'"],
  ['has no month', '2026-00-01T00:00:00Z', "'2026-00-01T00:00:00Z'"],
  ['has no day', '2026-01-00T00:00:00Z', "'2026-01-00T00:00:00Z'"],
  ['has a day too many', '2026-13-40', "'2026-13-40'"],
  ['is in no leap year', '2026-02-29T00:00:00Z', "'2026-02-29T00:00:00Z'"],
  ['is on a day that April has not', '2026-04-31T00:00:00Z', "'2026-04-31T00:00:00Z'"],
  ['is an hour past the day', '2026-11-21T24:00:00Z', "'2026-11-21T24:00:00Z'"],
  ['is in a leap second', '2026-12-31T23:59:60Z', "'2026-12-31T23:59:60Z'"],
  ['is before 1970', '1969-12-31T23:59:59Z', "'1969-12-31T23:59:59Z'"],
  ['has a zone by name', '2026-11-21T12:00:00 CET', "'2026-11-21T12:00:00 CET'"],
  ['ends in a newline', '2026-11-21T12:00:00Z\n', "'2026-11-21T12:00:00Z\\n'"],
  ['starts with a space', ' 2026-11-21T12:00:00Z', "' 2026-11-21T12:00:00Z'"],
  ['has full-width digits', full, `'${full}'`],
  ['is a number', 1_795_000_000_000, 'the number 1795000000000'],
  ['is a date of JavaScript', new Date(0), 'a mapping'],
  ['is null', null, 'null'],
  ['is missing', undefined, 'nothing'],
  ['is a list', ['2026-11-21T12:00:00Z'], 'a list'],
  ['is a megabyte', '2'.repeat(1_000_000), `'${'2'.repeat(80)}...'`],
])('fails when it %s', (_, value, got) => {
  expect(instantRule(value)).toBe(`must be an instant with a zone like '2026-11-21T12:00:00Z', got ${got}`);
});

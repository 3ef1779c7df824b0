import { instantOf, instantRule } from '../../../lib/private/validation/instant';

test.each([
  ['2026-11-21T12:00:00Z', '2026-11-21T12:00:00.000Z'],
  ['2026-11-21T12:00Z', '2026-11-21T12:00:00.000Z'],
  ['2026-11-21 12:00:00.123456+00:00', '2026-11-21T12:00:00.123Z'],
  ['2026-11-21T01:30:00+05:30', '2026-11-20T20:00:00.000Z'],
  ['2026-12-31T23:00:00-0200', '2027-01-01T01:00:00.000Z'],
  ['2024-02-29t00:00:00z', '2024-02-29T00:00:00.000Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(instantRule(text)).toBeUndefined();
  expect(new Date(instantOf(text) ?? NaN).toISOString()).toBe(instant);
});

test('keeps what is smaller than a millisecond', () => {
  const later = (instantOf('2026-11-21T12:00:00.000002Z') ?? 0) - (instantOf('2026-11-21T12:00:00.000001Z') ?? 0);
  expect(later).toBeGreaterThan(0);
});

test.each([
  ['has no zone', '2026-11-21T12:00:00'],
  ['has no time', '2026-11-21'],
  ['names a zone', '2026-11-21T12:00:00 CET'],
  ['is a day that is none', '2026-02-29T00:00:00Z'],
  ['is a month that is none', '2026-13-01T00:00:00Z'],
  ['is an hour that is none', '2026-11-21T24:00:00Z'],
  ['is a leap second', '2026-06-30T23:59:60Z'],
  ['is a zone that is none', '2026-11-21T12:00:00+24:00'],
  ['is the year 1', '0001-01-01T00:00:00Z'],
  ['is no text', 1],
])('fails when it %s', (_, value) => {
  const got = typeof value === 'string' ? `'${value}'` : 'the number 1';
  expect(instantRule(value)).toBe(`must be an instant with a zone like '2026-11-21T12:00:00Z', got ${got}`);
});

import fc from 'fast-check';
import { posixCron } from '../../../lib/private/ci/posix-cron';

test.each([
  ['cron(0 3 ? * MON *)', '0 3 * * 1'],
  ['cron(0 3 * * ? *)', '0 3 * * *'],
  ['cron(0 3 ? * MON-FRI *)', '0 3 * * 1-5'],
  ['cron(0 3 ? * 1,7 *)', '0 3 * * 0,6'],
  ['cron(30 0/6 ? JAN-MAR,DEC * *)', '30 0,6,12,18 * 1,2,3,12 *'],
  ['cron( 5 4 1,15 * ? * )', '5 4 1,15 * *'],
  ['rate(1 hour)', '0 * * * *'],
  ['rate(120 minutes)', '0 0,2,4,6,8,10,12,14,16,18,20,22 * * *'],
  ['rate(1 day)', '0 0 * * *'],
  ['rate(7 days)', '0 0 * * 0'],
])('%s is %s', (expression, cron) => {
  expect(posixCron(expression)).toEqual({ cron });
});

test.each([
  ['cron(0 3 L * ? *)', "Its fields have no 'L'. Write numbers"],
  ['cron(0 3 ? * 2#1 *)', "Its fields have no '2#1'. Write numbers"],
  ['cron(0 3 15W * ? *)', "Its fields have no '15W'. Write numbers"],
  ['cron(0 3 1 1 ? 2027)', 'Its fields have no years. Write * for the year'],
  ['rate(5 hours)', 'It has no such rate. Use hours that divide a day, 1 day, 7 days, or cron(...)'],
  ['rate(2 days)', 'It has no such rate. Use hours that divide a day, 1 day, 7 days, or cron(...)'],
  ['rate(90 minutes)', 'It has no such rate. Use hours that divide a day, 1 day, 7 days, or cron(...)'],
])('%s has no cron expression', (expression, reason) => {
  expect(posixCron(expression)).toEqual({ reason });
});

/** The values of a field of POSIX. */
function valuesOf(field: string, from: number, to: number): number[] {
  const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return field.split(',').flatMap((part) => {
    if (part === '*') return range(from, to);
    const [first = 0, last = first] = part.split('-').map(Number);
    return range(first, last);
  });
}

test('a field has the same values as before', () => {
  const values = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1 });
  fc.assert(
    fc.property(values, (hours) => {
      const result = posixCron(`cron(0 ${hours.join(',')} * * ? *)`);
      const [, field = ''] = 'cron' in result ? result.cron.split(' ') : [];
      expect(valuesOf(field, 0, 23)).toEqual([...hours].sort((one, other) => one - other));
    }),
  );
});

import { scheduleExpressionRule } from '../../../lib/private/aws/schedule-expression';

test.each([
  'rate(1 day)',
  'rate(12 hours)',
  'cron(0 3 ? * MON *)',
  'cron(0 3 * * ? *)',
  'cron(0/30 8-17 ? JAN-MAR,12 2-6 2026/2)',
  'cron(0 0 29 2 ? *)',
  'cron(0 0 L * ? *)',
  'cron(0 0 ? * 6#5 *)',
  'cron(0 0 15W * ? *)',
])('accepts %s', (schedule) => {
  expect(scheduleExpressionRule(schedule)).toBeUndefined();
});

const never = 'It never fires, because no such day exists';
test.each([
  ['cron(0 3 31 2 ? *)', never],
  ['cron(0 3 30,31 FEB ? *)', never],
  ['cron(0 3 31 4,6,9,11 ? *)', never],
  ['cron(0 0 29 2 ? 2027)', never],
  ['cron(0 0 1 1 ? 2020-2025)', 'It never fires, because its years are over'],
  ['at(2026-12-01T00:00:00)', 'It fires only once'],
  ['0 3 * * *', 'Write cron(...) or rate(...)'],
  ['cron(0 3 * * *)', 'It has 5 fields instead of 6: minutes, hours, day of the month, month, day of the week, year'],
  ['cron(0 3 * * * *)', "Write '?' for the day of the month or for the day of the week, and not for both"],
  ['cron(0 3 ? * ? *)', "Write '?' for the day of the month or for the day of the week, and not for both"],
  ['cron(60 3 * * ? *)', "Its minutes must be from 0 to 59, got '60'"],
  ['cron(0 24 * * ? *)', "Its hours must be from 0 to 23, got '24'"],
  ['cron(0 3 32 * ? *)', "Its day of the month must be from 1 to 31, got '32'"],
  ['cron(0 3 ? * 0 *)', "Its day of the week must be from 1 to 7, got '0'"],
  ['cron(0 3 5-2 * ? *)', "Its day of the month must be from 1 to 31, got '5-2'"],
  ['cron(0 3 */0 * ? *)', "Its day of the month must be from 1 to 31, got '*/0'"],
  ['rate(0 days)', 'A rate is a whole number of minutes, hours or days'],
  ['rate(5 minutes)', 'Use at least an hour, because each start costs a build'],
])('fails when the schedule is %s', (schedule, reason) => {
  expect(scheduleExpressionRule(schedule)).toBe(
    `must be a schedule of EventBridge Scheduler that repeats, such as 'cron(0 3 ? * MON *)', got '${schedule}'. ${reason}`,
  );
});

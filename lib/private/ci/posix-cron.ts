import { cronFieldsOf } from '../aws/schedule-expression';

/** A schedule as CI systems write it, or the reason why they cannot. */
export type PosixCron = { readonly cron: string } | { readonly reason: string };

/** The fields of a cron expression in POSIX, by their first and their last value. */
const fields = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31 },
  { from: 1, to: 12 },
  { from: 0, to: 6 },
] as const;

/**
 * A valid schedule of EventBridge Scheduler as a cron expression of POSIX.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/crontab.html
 */
export function posixCron(expression: string): PosixCron {
  return expression.startsWith('rate') ? cronOfRate(expression) : cronOfCron(expression);
}

function cronOfRate(rate: string): PosixCron {
  const [, amount = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate) ?? [];
  const hours = Number(amount) / { minute: 60, hour: 1, day: 1 / 24 }[unit as 'minute' | 'hour' | 'day'];
  if (hours === 7 * 24) return { cron: '0 0 * * 0' };
  if (!Number.isInteger(hours) || 24 % hours !== 0) {
    return { reason: 'It has no such rate. Use hours that divide a day, 1 day, 7 days, or cron(...)' };
  }
  const starts = Array.from({ length: 24 / hours }, (_, index) => index * hours);
  return { cron: `0 ${textOf(starts, 0, 23)} * * *` };
}

function cronOfCron(expression: string): PosixCron {
  const given = cronFieldsOf(expression);
  if (given.at(-1)?.text !== '*') return { reason: 'Its fields have no years. Write * for the year' };
  const all = fields.map(({ from, to }, index) => {
    const { text = '', values = [] } = given[index] ?? {};
    if (text === '?') return '*';
    // The days of the week start at 1 in AWS.
    return values.length === 0 ? undefined : textOf(index === 4 ? values.map((day) => day - 1) : values, from, to);
  });
  const special = given.find((_, index) => index < all.length && all[index] === undefined);
  return special === undefined
    ? { cron: all.join(' ') }
    : { reason: `Its fields have no '${special.text}'. Write numbers` };
}

/** Values as a field: all of them, a range, or a list. */
function textOf(given: readonly number[], from: number, to: number): string {
  const values = [...new Set(given)].sort((one, other) => one - other);
  const [first = from] = values;
  const last = values.at(-1) ?? to;
  if (values.length === to - from + 1) return '*';
  return values.length > 2 && last - first === values.length - 1 ? `${first}-${last}` : values.join(',');
}

import { textRule } from '../validation/text';
import { firstProblem, type Problem, quote, type Rule } from '../validation/validation';

const what = "a schedule of EventBridge Scheduler that repeats, such as 'cron(0 3 ? * MON *)'";
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The fields of a cron expression, in their order. */
const cronFields = [
  { name: 'minutes', from: 0, to: 59 },
  { name: 'hours', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31, special: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: 'month', from: 1, to: 12, words: months },
  { name: 'day of the week', from: 1, to: 7, words: weekdays, special: /^(\?|L|[1-7]L|[1-7]#[1-5])$/ },
  { name: 'year', from: 1970, to: 2199 },
] as const;

/**
 * A schedule that starts builds again and again. It refuses expressions that AWS refuses, and those that never fire.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export const scheduleExpressionRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    const reason = reasonOf(text);
    return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
  });

function reasonOf(text: string): Problem {
  const [, kind = '', inner = ''] = /^(cron|rate|at)\((.*)\)$/.exec(text) ?? [];
  if (kind === 'at') return 'It fires only once';
  if (kind === 'rate') return rateReason(inner);
  return kind === 'cron' ? cronReason(inner) : 'Write cron(...) or rate(...)';
}

function rateReason(inner: string): Problem {
  const [, amount = '', unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(inner) ?? [];
  if (amount === '') return 'A rate is a whole number of minutes, hours or days';
  return unit === 'minute' && Number(amount) < 60
    ? 'Use at least an hour, because each start costs a build'
    : undefined;
}

function cronReason(inner: string): Problem {
  const parts = inner.trim().split(/\s+/);
  if (parts.length !== cronFields.length)
    return `It has ${parts.length} fields instead of 6: minutes, hours, day of the month, month, day of the week, year`;
  const [minutes = [], hours = [], days, month = [], weekday, years = []] = cronFields.map((field, index) =>
    valuesOf(field, parts[index] ?? ''),
  );
  const wrong = [minutes, hours, days, month, weekday, years].findIndex((values) => values === 'wrong');
  const field = cronFields[wrong];
  if (field) return `Its ${field.name} must be from ${field.from} to ${field.to}, got ${quote(parts[wrong])}`;
  const open = [parts[2], parts[4]].filter((part) => part === '?').length;
  if (open !== 1) return "Write '?' for the day of the month or for the day of the week, and not for both";
  if (!Array.isArray(days) || !Array.isArray(month) || !Array.isArray(years)) return undefined;
  const fires = years.some((year) => year >= 2026 && month.some((one) => days.some((day) => day <= daysIn(year, one))));
  if (fires) return undefined;
  return years.every((year) => year < 2026)
    ? 'It never fires, because its years are over'
    : 'It never fires, because no such day exists';
}

/** The values of a field. Undefined if they depend on the calendar, such as the last Friday. */
function valuesOf(
  field: { from: number; to: number; words?: readonly string[]; special?: RegExp },
  text: string,
): number[] | undefined | 'wrong' {
  const { from, to, words = [], special } = field;
  if (special?.test(text) === true) return undefined;
  const number = (part: string) => {
    const word = words.indexOf(part.toUpperCase());
    return word >= 0 ? word + 1 : /^\d{1,4}$/.test(part) ? Number(part) : Number.NaN;
  };
  const all = text.split(',').map((part) => {
    const [range = '', step] = part.split('/');
    const [first = '', last] = range === '*' ? [String(from), String(to)] : range.split('-');
    const start = number(first);
    const end = last === undefined ? (step === undefined ? start : to) : number(last);
    const each = step === undefined ? 1 : number(step);
    if (part.split('/').length > 2 || range.split('-').length > 2) return [Number.NaN];
    const inside = start >= from && end <= to && start <= end && each >= 1;
    return inside
      ? Array.from({ length: Math.floor((end - start) / each) + 1 }, (_, at) => start + at * each)
      : [Number.NaN];
  });
  return all.flat().some(Number.isNaN) ? 'wrong' : all.flat();
}

/**
 * The values of each field of a cron expression that is valid. Undefined for a `?`, which is any value, and for values that depend on
 * the calendar.
 */
export function cronFieldsOf(expression: string): { readonly text: string; readonly values?: readonly number[] }[] {
  const parts = expression.replace(/^cron\(\s*|\s*\)$/g, '').split(/\s+/);
  return cronFields.map((field, index) => {
    const text = parts[index] ?? '';
    const values = valuesOf(field, text);
    return { text, values: Array.isArray(values) ? values : undefined };
  });
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

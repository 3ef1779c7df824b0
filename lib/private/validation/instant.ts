import { type Rule, quote } from './validation';

/** A timestamp as AWS and people write it. Without a zone it would mean another time on each machine. */
const form =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,9})?)?(?:[Zz]|([+-])([01]\d):?([0-5]\d))$/;

const what = "an instant with a zone like '2026-11-21T12:00:00Z'";

/** ISO 8601 with a zone, from 1970 on. */
export const instantRule: Rule = (value) =>
  typeof value === 'string' && instantOf(value) !== undefined ? undefined : `must be ${what}, got ${quote(value)}`;

/** Returns milliseconds since 1970, with fractions. Undefined if the text is not a timestamp with a zone. */
export function instantOf(text: string): number | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1970 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > 28 && day > daysIn(year, month)) return undefined;
  const offset = (match[8] === '-' ? -1 : 1) * (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0));
  const minute = Number(match[5]) - offset;
  return Date.UTC(year, month - 1, day, Number(match[4]), minute, Number(match[6] ?? 0)) + Number(match[7] ?? 0) * 1000;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

import { textRule } from './text';
import { firstProblem, quote, type Rule } from './validation';

/** The name of a time zone. */
export const timeZoneRule: Rule = (value) =>
  firstProblem(value, textRule('a time zone'), (checked) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: checked as string });
      return undefined;
    } catch {
      return `must be a time zone, such as 'Europe/Berlin', got ${quote(checked)}`;
    }
  });

import { type Rule, quote } from './validation';

/** A whole number from `least` on. */
export function wholeNumberRule(least: number, most = Number.MAX_SAFE_INTEGER): Rule {
  return (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return undefined;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
    return `must be a whole number ${range}, got ${quote(value)}`;
  };
}

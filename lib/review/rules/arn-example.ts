import { type Arn, arnParts, arnText } from '../texts/arn';
import { matchesPattern } from '../texts/wildcard-match';

/**
 * An ARN that a pattern matches. Each wildcard becomes the part of another ARN if the pattern allows that, and
 * otherwise an `x`. The pattern is from a policy's `Resource` or from a condition's value.
 */
export function exampleOf(pattern: string, like: Arn): string {
  const fills = arnParts(arnText(like));
  const [arn = '', partition = '', service = '', region = '', account = '', resource = ''] = sixParts(
    pattern.replace(/\$\{[^{}*?$][^{}]*\}/g, 'x'),
    fills,
  ).map((part, index) => exampleOfPart(part, fills[index] ?? ''));
  if (resource === '' && !pattern.includes('*')) return pattern;
  return arn === 'arn' ? arnText({ partition, service, region, account, resource }) : pattern;
}

/**
 * Adds missing parts. A `*` at the end matches all following parts, and one before a text matches all parts up to the
 * resource.
 */
function sixParts(pattern: string, fills: readonly string[]): string[] {
  const parts = arnParts(pattern);
  const last = parts.at(-1) ?? '';
  const star = last.lastIndexOf('*');
  if (parts.length === 6 || star < 0) return parts;
  const after = last.slice(star + 1);
  const between = fills.slice(parts.length, 5);
  return [...parts.slice(0, -1), last.slice(0, star + 1), ...between, after === '' ? (fills[5] ?? '') : after];
}

function exampleOfPart(part: string, fill: string): string {
  if (!/[*?]/.test(part)) return part;
  if (matchesPattern(part, fill) === 'yes') return fill;
  return exampleText(part);
}

/** A text that a pattern matches. */
export function exampleText(pattern: string): string {
  return pattern.replace(/\$\{([*?$])\}|[*?]/g, (_, escaped: string | undefined) => escaped ?? 'x');
}

import { hasUnresolved } from '../texts/symbolic-text';
import { type StatementCondition } from '../templates/template-graph';

/**
 * How strictly a condition of an Allow limits its key. `exact` accepts its values only, and `like` its values as
 * patterns. `weak` also accepts requests without the key or with other values. `unknown` has an unresolved operator.
 */
export type Demand = 'exact' | 'like' | 'weak' | 'unknown';

const exactOperators = new Set(['stringequals', 'stringequalsignorecase', 'bool', 'numericequals', 'ipaddress']);
const likeOperators = new Set(['stringlike', 'arnlike', 'arnequals']);

export function demandOf({ operator }: StatementCondition): Demand {
  if (hasUnresolved(operator)) return 'unknown';
  const whole = operator.toLowerCase();
  if (whole.startsWith('forallvalues:') || whole.endsWith('ifexists')) return 'weak';
  const plain = whole.replace(/^foranyvalue:/, '');
  if (exactOperators.has(plain)) return 'exact';
  return likeOperators.has(plain) ? 'like' : 'weak';
}

/** Why a condition is weak, for a message. */
export function weakness({ operator }: StatementCondition): string {
  const whole = operator.toLowerCase();
  if (whole.startsWith('forallvalues:') || whole.endsWith('ifexists'))
    return `${operator} is true if the key is absent`;
  if (whole === 'null') return `${operator} checks only whether the key is present`;
  return `${operator} allows every value except those that it names`;
}

/** Whether a value with `like` matches more than itself. `${*}` is a literal star. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(withoutEscapes(pattern));
}

export function withoutEscapes(pattern: string): string {
  return pattern.replace(/\$\{[*?$]\}/g, '_');
}

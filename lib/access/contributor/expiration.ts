import { Token } from 'aws-cdk-lib';
import { type ConditionJson } from '../../private/aws/policy-document';
import { instantOf, instantRule } from '../../private/validation/instant';
import { type Problem, type Rule, quote, validate } from '../../private/validation/validation';
import { type PolicyCondition } from '../policy-entry';

/** Synth reads no clock. An earlier date is in the past in any case, since this construct did not exist before. */
const earliest = Date.UTC(2026, 0, 1);
const latest = Date.UTC(2100, 0, 1);

const key = 'aws:CurrentTime';

/** A timestamp as policies contain it: in UTC, to the second. */
export function renderExpiration(path: string, expiresAt: string): string {
  if (Token.isUnresolved(expiresAt)) return expiresAt;
  validate(path, expiresAt, expirationRule);
  return new Date(instantOf(expiresAt) ?? NaN).toISOString().replace('.000Z', 'Z');
}

/** A timestamp at which a permission can end. */
export const expirationRule: Rule = (value) => instantRule(value) ?? expirationProblem(value as string);

function expirationProblem(text: string): Problem {
  const instant = instantOf(text) ?? NaN;
  if (instant % 1000 !== 0) return `must be a whole second, got ${quote(text)}. Remove the fraction.`;
  if (instant < earliest) return `must be in the future, got ${quote(text)}`;
  return instant < latest ? undefined : `must be before 2100-01-01, got ${quote(text)}`;
}

export function beforeExpirationCondition(until: string): PolicyCondition {
  return { operator: 'DateLessThan', key, value: until };
}

export function afterExpirationCondition(until: string): PolicyCondition {
  return { operator: 'DateGreaterThanEquals', key, value: until };
}

/** The same condition, in the form of identity policies and trust policies. */
export function beforeExpiration(until: string): ConditionJson {
  const { operator, value } = beforeExpirationCondition(until);
  return { [operator]: { [key]: value } };
}

import { Token } from 'aws-cdk-lib';
import { type ConditionJson } from '../../private/aws/policy-document';
import { instantOf, instantRule } from '../../private/validation/instant';
import { type Problem, type Rule, quote, validate } from '../../private/validation/validation';
import { type PolicyCondition } from '../policy-entry';

/** The day of the first version. Synth reads no clock, but an earlier time is past for any user. */
export const firstDay = '2026-11-30';

/** Two years after the day of this version. */
export const dayAfterLast = '2028-11-30';

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
  if (instant < Date.parse(firstDay))
    return `must be ${firstDay} or later, got ${quote(text)}. An earlier time is past.`;
  return instant < Date.parse(dayAfterLast)
    ? undefined
    : `must be before ${dayAfterLast}, got ${quote(text)}. That is two years after the release of this version. Choose an ` +
        'earlier time, and extend it later with a newer version.';
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

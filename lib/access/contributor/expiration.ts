import { Token } from 'aws-cdk-lib';
import { type ConditionJson } from '../../private/aws/policy-document';
import { instantOf, instantRule } from '../../private/validation/instant';
import { type Problem, type Rule, quote, validate } from '../../private/validation/validation';
import { type PolicyCondition } from '../policy-entry';

/** Before this there was no such access: it is past whatever the clock says, which no synth reads. */
const earliest = Date.UTC(2026, 0, 1);
const latest = Date.UTC(2100, 0, 1);

const key = 'aws:CurrentTime';

/** An instant as policies have it: in UTC, to the second. */
export function renderExpiration(path: string, expiresAt: string): string {
  if (Token.isUnresolved(expiresAt)) return expiresAt;
  validate(path, expiresAt, expirationRule);
  return new Date(instantOf(expiresAt) ?? NaN).toISOString().replace('.000Z', 'Z');
}

/** An instant that a permission may end at. */
export const expirationRule: Rule = (value) => instantRule(value) ?? expirationProblem(value as string);

function expirationProblem(text: string): Problem {
  const instant = instantOf(text) ?? NaN;
  if (instant % 1000 !== 0) return `must be a whole second, got ${quote(text)}; leave the fraction out`;
  if (instant < earliest) return `must be in the future, got ${quote(text)}; that is past already`;
  return instant < latest ? undefined : `must be a date that comes, got ${quote(text)}; that is as good as never`;
}

export function beforeExpirationCondition(until: string): PolicyCondition {
  return { operator: 'DateLessThan', key, value: until };
}

export function afterExpirationCondition(until: string): PolicyCondition {
  return { operator: 'DateGreaterThanEquals', key, value: until };
}

/** The same as identity and trust policies have it. */
export function beforeExpiration(until: string): ConditionJson {
  const { operator, value } = beforeExpirationCondition(until);
  return { [operator]: { [key]: value } };
}

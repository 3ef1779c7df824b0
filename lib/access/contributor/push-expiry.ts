import { Token } from 'aws-cdk-lib';
import { type ConditionJson } from '../../private/aws/policy-document';
import { instantOf, instantRule } from '../../private/validation/instant';
import { type Problem, type Rule, quote, validate } from '../../private/validation/validation';
import { type AdmissionCondition } from '../admission';

/** Before this there was no such access: it is past whatever the clock says, which no synth reads. */
const earliest = Date.UTC(2026, 0, 1);
const latest = Date.UTC(2100, 0, 1);

const key = 'aws:CurrentTime';

/** An instant as policies have it: in UTC, to the second. */
export function renderExpiry(path: string, expiresAt: string): string {
  if (Token.isUnresolved(expiresAt)) return expiresAt;
  validate(path, expiresAt, expiryRule);
  return new Date(instantOf(expiresAt) ?? NaN).toISOString().replace('.000Z', 'Z');
}

/** An instant that a permission may end at. */
export const expiryRule: Rule = (value) => instantRule(value) ?? expiryProblem(value as string);

function expiryProblem(text: string): Problem {
  const instant = instantOf(text) ?? NaN;
  if (instant % 1000 !== 0) return `must be a whole second, got ${quote(text)}; leave the fraction out`;
  if (instant < earliest) return `must be in the future, got ${quote(text)}; that is past already`;
  return instant < latest ? undefined : `must be a date that comes, got ${quote(text)}; that is as good as never`;
}

export function untilExpiry(until: string): AdmissionCondition {
  return { operator: 'DateLessThan', key, value: until };
}

export function fromExpiryOn(until: string): AdmissionCondition {
  return { operator: 'DateGreaterThanEquals', key, value: until };
}

/** The same as identity and trust policies have it. */
export function beforeExpiry(until: string): ConditionJson {
  const { operator, value } = untilExpiry(until);
  return { [operator]: { [key]: value } };
}

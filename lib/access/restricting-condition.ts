import { knownText, listOf } from '../private/validation/known-text';
import { partitionForm } from '../private/aws/partition';
import { type ConditionJson } from '../private/aws/policy-document';

/** Context keys that say who it is, and the values that name somebody: a wildcard there would name anybody. */
type Restrictions = Readonly<Record<string, RegExp>>;

const organization = /^o-[a-z0-9]{10,32}$/;

/** A path ends behind a slash: `ou-ab12-1111*` is also the start of other units' ids. */
const organizationPath = /^o-[a-z0-9]{10,32}\/([a-z0-9-]+\/)*\*?$/;

/** What bounds the principal `*`. */
export const principalRestrictions: Restrictions = {
  'aws:principalaccount': /^\d{12}$/,
  'aws:principalarn': new RegExp(`^arn:${partitionForm}:(iam|sts)::\\d{12}:`),
  'aws:principalorgid': organization,
  'aws:principalorgpaths': organizationPath,
};

/** What bounds a service: on whose behalf it comes. */
export const sourceRestrictions: Restrictions = {
  'aws:sourceaccount': /^\d{12}$/,
  'aws:sourcearn': new RegExp(`^arn:${partitionForm}:[a-z0-9-]+:[a-z0-9*-]*:\\d{12}:`),
  'aws:sourceorgid': organization,
  'aws:sourceorgpaths': organizationPath,
};

const needsValue = /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike)$/i;

/** Whether a condition lets nothing through but one value of one key. */
export function isRestrictedTo(key: string, value: string, condition: ConditionJson = {}): boolean {
  return Object.entries(condition).some(
    ([operator, keys]) =>
      needsValue.test(operator) &&
      Object.entries(keys).some(([name, values]) => name.toLowerCase() === key && isOnly(value, listOf(values))),
  );
}

/** Only operators that need the key to be there and to equal a value. What synth does not know passes. */
export function isRestrictedBy(bounds: Restrictions, condition: ConditionJson = {}): boolean {
  return Object.entries(condition).some(
    ([operator, keys]) =>
      needsValue.test(operator) &&
      Object.entries(keys).some(([key, values]) => {
        const form = bounds[key.toLowerCase()];
        return form !== undefined && listOf(values).length > 0 && listOf(values).every((value) => matches(form, value));
      }),
  );
}

/** Whether a condition is about one of the keys at all, however weak it is. */
export function mentions(bounds: Restrictions, condition: ConditionJson = {}): boolean {
  return Object.values(condition).some((keys) => Object.keys(keys).some((key) => key.toLowerCase() in bounds));
}

function isOnly(value: string, values: readonly unknown[]): boolean {
  return values.length > 0 && values.every((one) => knownText(one) === value);
}

function matches(form: RegExp, value: unknown): boolean {
  const text = knownText(value);
  return text === undefined || form.test(text);
}

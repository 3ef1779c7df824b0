import { knownText, listOf } from '../private/validation/known-text';
import { partitionForm } from '../private/aws/partition';
import { type ConditionJson } from '../private/aws/policy-document';

/** Context keys, each with the form of a value that restricts access. A wildcard in such a value could match anyone. */
type Restrictions = Readonly<Record<string, RegExp>>;

const organization = /^o-[a-z0-9]{10,32}$/;

/** A path must end after a slash, because `ou-ab12-1111*` also matches the ids of other units. */
const organizationPath = /^o-[a-z0-9]{10,32}\/([a-z0-9-]+\/)*\*?$/;

/** The keys that restrict the principal `*`. */
export const principalRestrictions: Restrictions = {
  'aws:principalaccount': /^\d{12}$/,
  'aws:principalarn': new RegExp(`^arn:${partitionForm}:(iam|sts)::\\d{12}:`),
  'aws:principalorgid': organization,
  'aws:principalorgpaths': organizationPath,
};

/** The keys that restrict the source that a service acts for. */
export const sourceRestrictions: Restrictions = {
  'aws:sourceaccount': /^\d{12}$/,
  'aws:sourcearn': new RegExp(`^arn:${partitionForm}:[a-z0-9-]+:[a-z0-9*-]*:\\d{12}:`),
  'aws:sourceorgid': organization,
  'aws:sourceorgpaths': organizationPath,
};

const needsValue = /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike)$/i;

/** Whether a condition requires one key to have one value. */
export function isRestrictedTo(key: string, value: string, condition: ConditionJson = {}): boolean {
  return Object.entries(condition).some(
    ([operator, keys]) =>
      needsValue.test(operator) &&
      Object.entries(keys).some(([name, values]) => name.toLowerCase() === key && isOnly(value, listOf(values))),
  );
}

/**
 * Whether a condition restricts one of the keys. Only operators count that require the key to exist and to have a value.
 * Values that are not known at synth pass.
 */
export function isRestrictedBy(restrictions: Restrictions, condition: ConditionJson = {}): boolean {
  return Object.entries(condition).some(
    ([operator, keys]) =>
      needsValue.test(operator) &&
      Object.entries(keys).some(([key, values]) => {
        const form = restrictions[key.toLowerCase()];
        return form !== undefined && listOf(values).length > 0 && listOf(values).every((value) => matches(form, value));
      }),
  );
}

/** Whether a condition contains one of the keys, even if it does not restrict it. */
export function mentions(restrictions: Restrictions, condition: ConditionJson = {}): boolean {
  return Object.values(condition).some((keys) => Object.keys(keys).some((key) => key.toLowerCase() in restrictions));
}

function isOnly(value: string, values: readonly unknown[]): boolean {
  return values.length > 0 && values.every((one) => knownText(one) === value);
}

function matches(form: RegExp, value: unknown): boolean {
  const text = knownText(value);
  return text === undefined || form.test(text);
}

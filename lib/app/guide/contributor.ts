import { hasUnresolved, type IdentityNode, plainText, type StatementCondition } from '../../review/index';

/** A person from another organization, who gets sessions of a role with one session name until a date. */
export interface Contributor {
  readonly name: string;
  /** The instant in UTC, as it is written in the policy. */
  readonly until: string;
  /** The principals that may create the sessions. */
  readonly credentialsFrom: readonly string[];
}

/** The contributor of a role. Its trust policy must allow exactly one session name, before a date. */
export function contributorOf({ kind, trust = [] }: IdentityNode): Contributor | undefined {
  const [statement, ...others] = trust;
  if (kind !== 'role' || !statement || others.length > 0 || statement.effect !== 'Allow') return undefined;
  const name = onlyValue(statement.conditions, 'StringEquals', 'sts:RoleSessionName');
  const until = onlyValue(statement.conditions, 'DateLessThan', 'aws:CurrentTime');
  if (name === undefined || until === undefined) return undefined;
  return { name, until, credentialsFrom: (statement.principals ?? []).map(({ value }) => plainText(value)) };
}

function onlyValue(conditions: readonly StatementCondition[], operator: string, key: string): string | undefined {
  const [value, ...others] = conditions
    .filter((one) => one.operator === operator && one.key.toLowerCase() === key.toLowerCase())
    .flatMap(({ values }) => values);
  return value === undefined || others.length > 0 || hasUnresolved(value) ? undefined : plainText(value);
}

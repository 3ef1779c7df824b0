import { hasUnresolved, type IdentityNode, plainText, type StatementCondition } from '../../review';

/** Somebody from outside who is handed sessions of a role that bear one name, until a date. */
export interface Contributor {
  readonly name: string;
  /** As the policy has it: an instant in UTC. */
  readonly until: string;
  /** Who hands out the sessions. */
  readonly handedOutBy: readonly string[];
}

/** The contributor that a role is for, told by its trust: exactly one session name, before a date. */
export function contributorOf({ kind, trust = [] }: IdentityNode): Contributor | undefined {
  const [statement, ...others] = trust;
  if (kind !== 'role' || !statement || others.length > 0 || statement.effect !== 'Allow') return undefined;
  const name = onlyValue(statement.conditions, 'StringEquals', 'sts:RoleSessionName');
  const until = onlyValue(statement.conditions, 'DateLessThan', 'aws:CurrentTime');
  if (name === undefined || until === undefined) return undefined;
  return { name, until, handedOutBy: (statement.principals ?? []).map(({ value }) => plainText(value)) };
}

function onlyValue(conditions: readonly StatementCondition[], operator: string, key: string): string | undefined {
  const [value, ...others] = conditions
    .filter((one) => one.operator === operator && one.key.toLowerCase() === key.toLowerCase())
    .flatMap(({ values }) => values);
  return value === undefined || others.length > 0 || hasUnresolved(value) ? undefined : plainText(value);
}

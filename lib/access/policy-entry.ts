import { type ConditionJson, type StatementJson, oneOrMany } from '../private/aws/policy-document';

/** The environment of a repository, which is part of the ARNs in its policy. */
export interface RepositoryEnvironment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** One condition of a policy entry. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly value: string;
}

/** A principal, and the conditions that it must meet. */
export interface ConditionalPrincipal {
  readonly principal: { readonly type: 'AWS' | 'Service'; readonly value: string };
  /** The principal must meet all of them. Entries that differ only in the value of the first can share a statement. */
  readonly conditions?: readonly PolicyCondition[];
}

/** One principal in a repository policy, and what it is allowed or denied. Similar entries become one statement. */
export interface PolicyEntry extends ConditionalPrincipal {
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
}

/** A repository that merges entries itself. It is known by this method, since `access` imports no other domain. */
export interface AcceptsPolicyEntries {
  /** @internal */
  _addPolicyEntries(entries: readonly PolicyEntry[]): void;
}

/**
 * Merges entries into statements by listing their principals, or the values of one condition key. IAM reads both lists
 * as "any of these". A statement has only one of the two lists, so no principal gets access that no entry grants.
 */
export function compilePolicyEntries(entries: readonly PolicyEntry[]): StatementJson[] {
  const groups = new Map<string, PolicyEntry[]>();
  for (const entry of entries) {
    const key = mergeKey(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()].map(renderStatement);
}

/** Equal for entries that can share a statement. */
function mergeKey({ effect, actions, principal, conditions = [] }: PolicyEntry): string {
  const [first, ...others] = conditions;
  const what = [effect, actions.join(), principal.type];
  if (!first) return what.join('|');
  return JSON.stringify([...what, principal.value, first.operator, first.key, others]);
}

function renderStatement(group: PolicyEntry[]): StatementJson {
  const [first] = group as [PolicyEntry, ...PolicyEntry[]];
  const principals = distinct(group.map(({ principal }) => principal.value));
  const isAnyone = first.principal.value === '*';
  return {
    Effect: first.effect ?? 'Allow',
    Principal: isAnyone ? '*' : { [first.principal.type]: oneOrMany(principals) },
    Action: first.actions,
    ...(first.conditions && { Condition: renderConditions(first.conditions, group) }),
  };
}

function renderConditions([first, ...others]: readonly PolicyCondition[], group: PolicyEntry[]): ConditionJson {
  const rendered: ConditionJson = {};
  const values = distinct(group.flatMap(({ conditions = [] }) => (conditions[0] ? [conditions[0].value] : [])));
  if (first) rendered[first.operator] = { [first.key]: oneOrMany(values) };
  for (const { operator, key, value } of others) rendered[operator] = { ...rendered[operator], [key]: value };
  return rendered;
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}

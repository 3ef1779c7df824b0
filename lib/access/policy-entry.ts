import { type ConditionJson, type StatementJson, oneOrMany } from '../private/aws/policy-document';

/** Where a repository is; what an entry needs to write ARNs. */
export interface RepositoryEnvironment {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** One condition that an entry depends on. */
export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly value: string;
}

/** Who is admitted, or kept out. */
export interface ConditionalPrincipal {
  readonly principal: { readonly type: 'AWS' | 'Service'; readonly value: string };
  /** All of them hold. Admissions that differ in the value of the first alone may share a statement. */
  readonly conditions?: readonly PolicyCondition[];
}

/** One line of a repository policy, before lines that differ only in who is admitted are merged. */
export interface PolicyEntry extends ConditionalPrincipal {
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
}

/** A repository that merges entries itself; behavioural, since `access` knows no class of another folder. */
export interface AcceptsPolicyEntries {
  /** @internal */
  _addPolicyEntries(entries: readonly PolicyEntry[]): void;
}

/**
 * Merges entries into statements: principals, or the values of one condition key, gather in lists. Both are "any of
 * these" to IAM and a statement gathers only one of the two, so that nobody gains what no entry gave.
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

/** Equal for entries that may share a statement. */
function mergeKey({ effect, actions, principal, conditions = [] }: PolicyEntry): string {
  const [first, ...others] = conditions;
  const what = [effect, actions.join(), principal.type];
  if (!first) return what.join('|');
  return JSON.stringify([...what, principal.value, first.operator, first.key, others]);
}

function renderStatement(group: PolicyEntry[]): StatementJson {
  const [first] = group as [PolicyEntry, ...PolicyEntry[]];
  const principals = distinct(group.map(({ principal }) => principal.value));
  const anyone = first.principal.value === '*';
  return {
    Effect: first.effect ?? 'Allow',
    Principal: anyone ? '*' : { [first.principal.type]: oneOrMany(principals) },
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

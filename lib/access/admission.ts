import { type ConditionJson, type StatementJson, oneOrMany } from '../private/aws/policy-document';

/** Where a repository is; what an admission needs to write ARNs. */
export interface RepositoryPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** One condition that an admission depends on. */
export interface AdmissionCondition {
  readonly operator: string;
  readonly key: string;
  readonly value: string;
}

/** Who is admitted, or kept out. */
export interface Admitted {
  readonly principal: { readonly type: 'AWS' | 'Service'; readonly value: string };
  /** All of them hold. Admissions that differ in the value of the first alone may share a statement. */
  readonly conditions?: readonly AdmissionCondition[];
}

/** One line of a repository policy, before lines that differ only in who is admitted are merged. */
export interface Admission extends Admitted {
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
}

/** A repository that merges admissions itself; behavioural, since `access` knows no class of another folder. */
export interface AcceptsAdmissions {
  /** @internal */
  _admit(admissions: readonly Admission[]): void;
}

/**
 * Merges admissions into statements: principals, or the values of one condition key, gather in lists. Both are "any of
 * these" to IAM and a statement gathers only one of the two, so that nobody gains what no admission gave.
 */
export function compileAdmissions(admissions: readonly Admission[]): StatementJson[] {
  const groups = new Map<string, Admission[]>();
  for (const admission of admissions) {
    const key = mergeKey(admission);
    const group = groups.get(key);
    if (group) group.push(admission);
    else groups.set(key, [admission]);
  }
  return [...groups.values()].map(renderStatement);
}

/** Equal for admissions that may share a statement. */
function mergeKey({ effect, actions, principal, conditions = [] }: Admission): string {
  const [first, ...others] = conditions;
  const what = [effect, actions.join(), principal.type];
  if (!first) return what.join('|');
  return JSON.stringify([...what, principal.value, first.operator, first.key, others]);
}

function renderStatement(group: Admission[]): StatementJson {
  const [first] = group as [Admission, ...Admission[]];
  const principals = distinct(group.map(({ principal }) => principal.value));
  const anyone = first.principal.value === '*';
  return {
    Effect: first.effect ?? 'Allow',
    Principal: anyone ? '*' : { [first.principal.type]: oneOrMany(principals) },
    Action: first.actions,
    ...(first.conditions && { Condition: renderConditions(first.conditions, group) }),
  };
}

function renderConditions([first, ...others]: readonly AdmissionCondition[], group: Admission[]): ConditionJson {
  const rendered: ConditionJson = {};
  const values = distinct(group.flatMap(({ conditions = [] }) => (conditions[0] ? [conditions[0].value] : [])));
  if (first) rendered[first.operator] = { [first.key]: oneOrMany(values) };
  for (const { operator, key, value } of others) rendered[operator] = { ...rendered[operator], [key]: value };
  return rendered;
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}

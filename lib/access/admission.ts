import { type ConditionJson, type StatementJson, oneOrMany } from '../private/policy-document';

/** Where a repository is; what an admission needs to write ARNs. */
export interface RepositoryPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** One condition that an admission depends on. */
export interface AdmissionCondition {
  readonly operator: 'StringEquals' | 'StringLike';
  readonly key: string;
  readonly value: string;
}

/** One line of a repository policy, before lines that differ only in who is admitted are merged. */
export interface Admission {
  /** Admissions of one kind have the same actions, and may share a statement. */
  readonly kind: 'pull' | 'push' | 'pull from organization' | 'pull by Lambda' | 'pull by CodeBuild';
  readonly principal: { readonly type: 'AWS' | 'Service'; readonly value: string };
  readonly actions: readonly string[];
  readonly condition?: AdmissionCondition;
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
function mergeKey({ kind, principal, condition }: Admission): string {
  return condition ? [kind, principal.type, principal.value, condition.operator, condition.key].join('|') : kind;
}

function renderStatement(group: Admission[]): StatementJson {
  const [first] = group as [Admission, ...Admission[]];
  const principals = distinct(group.map(({ principal }) => principal.value));
  const anyone = first.principal.value === '*';
  return {
    Effect: 'Allow',
    Principal: anyone ? '*' : { [first.principal.type]: oneOrMany(principals) },
    Action: first.actions,
    ...(first.condition && { Condition: renderCondition(first.condition, group) }),
  };
}

function renderCondition({ operator, key }: AdmissionCondition, group: Admission[]): ConditionJson {
  const values = distinct(group.flatMap(({ condition }) => (condition ? [condition.value] : [])));
  return { [operator]: { [key]: oneOrMany(values) } };
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}

import { type TemplateSource } from '../templates/template-graph';

/** What somebody does with a repository; to assume is about a role. */
export type Operation = 'pull' | 'push' | 'delete' | 'configure' | 'list' | 'assume';

/** What the templates say of it. Who has no row is denied. */
export type Decision = 'allowed' | 'conditional' | 'unknown';

/** A repository that a row is about, besides its first. */
export interface RowRepository {
  readonly name: string;
  readonly arn: string;
}

/** One answer to "who can do what, and why". */
export interface AccessRow {
  /** An ARN, an account, an organization, a service, or a run of a CI system as its subject. */
  readonly principal: string;
  /** The roles that it assumes on the way, the last one first to act; empty where it acts itself. */
  readonly via: string;
  /** The name of the repository, or the role's ARN for `assume`. */
  readonly repository: string;
  /** The ARN of that: two places may each have a repository of the name. */
  readonly arn?: string;
  /** Whether no template makes the repository: `repository` is its ARN then, or a pattern of ARNs. */
  readonly outside?: boolean;
  /** Further repositories of which the row says the same, if they are many. */
  readonly alike?: readonly RowRepository[];
  readonly operation: Operation;
  readonly decision: Decision;
  /** What has to hold besides, in words that a policy's author knows. */
  readonly conditions: readonly string[];
  readonly source: TemplateSource;
}

/** Whether a principal stands for many, so that only the conditions of a row tell which of them it is about. */
export function isManyPrincipals(principal: string): boolean {
  return principal === '*' || /^[a-z0-9.-]+\.amazonaws\./.test(principal);
}

/** Each row once for each of the repositories that it is about. */
export function oneByRepository(rows: readonly AccessRow[]): AccessRow[] {
  return rows.flatMap(({ alike = [], ...row }) => [
    row,
    ...alike.map(({ name, arn }) => ({ ...row, repository: name, arn })),
  ]);
}

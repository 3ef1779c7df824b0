import { type TemplateSource } from '../templates/template-graph';

/** An operation of a principal on a repository. `assume` is about a role. */
export type Operation = 'pull' | 'push' | 'delete' | 'configure' | 'list' | 'assume';

/** Whether a principal can do it, as far as the templates say. A principal without a row is denied. */
export type Decision = 'allowed' | 'conditional' | 'unknown';

/** A repository that a row for many repositories is about. */
export interface RowRepository {
  readonly name: string;
  readonly arn: string;
}

/** One answer to "who can do what, and why". */
export interface AccessRow {
  /** An ARN, an account, an organization, a service, or a run of a CI system as its subject. */
  readonly principal: string;
  /** The roles that the principal assumes first, joined by ` > `; empty if it acts itself. The last one acts. */
  readonly via: string;
  /** The name of the repository, or the role's ARN for `assume`. */
  readonly repository: string;
  /** The ARN of the repository: two Regions may each have a repository with the same name. */
  readonly arn?: string;
  /** Whether no template creates the repository. `repository` is an ARN or a pattern of ARNs then. */
  readonly outside?: boolean;
  /** Further repositories for which the row is the same, if there are many. */
  readonly alike?: readonly RowRepository[];
  readonly operation: Operation;
  readonly decision: Decision;
  /** The conditions that must be met, in the words of policies. */
  readonly conditions: readonly string[];
  readonly source: TemplateSource;
}

/** Whether a principal stands for many, so that only the conditions of a row say which ones. */
export function isManyPrincipals(principal: string): boolean {
  return principal === '*' || /^[a-z0-9.-]+\.amazonaws\./.test(principal);
}

/** The rows with one row for each repository. */
export function oneByRepository(rows: readonly AccessRow[]): AccessRow[] {
  return rows.flatMap(({ alike = [], ...row }) => [
    row,
    ...alike.map(({ name, arn }) => ({ ...row, repository: name, arn })),
  ]);
}

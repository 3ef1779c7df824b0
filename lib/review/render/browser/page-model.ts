import { type Decision, type Operation } from '../../access/access-row';
import { type AccessChangeKind, type PageData } from '../page-data';

export interface Principal {
  readonly type: 'principal';
  readonly index: number;
  readonly name: string;
  readonly kind: string;
  readonly account: string;
}

export interface Repository {
  readonly type: 'repository';
  readonly index: number;
  readonly name: string;
  readonly frame: string;
}

/** A row of the tables. */
export interface Row {
  readonly principals: readonly Principal[];
  readonly repositories: readonly Repository[];
  readonly role: string;
  readonly operations: readonly Operation[];
  readonly decisions: readonly Decision[];
  /** Set in a comparison alone. */
  readonly change: AccessChangeKind | undefined;
}

/** The page's data with its indices resolved. */
export interface PageModel {
  readonly principals: readonly Principal[];
  readonly repositories: readonly Repository[];
  /** The repositories without access. */
  readonly closed: readonly Repository[];
  readonly rows: readonly Row[];
}

export function pageModel(data: PageData): PageModel {
  const principals = data.principals.map(([name, kind, account], index): Principal => {
    return { type: 'principal', index, name, kind, account };
  });
  const repositories = data.repositories.map(([name, frame], index): Repository => {
    return { type: 'repository', index, name, frame };
  });
  const rows = data.rows.map(([principalIndices, repositoryIndices, role, operations, decisions, change]) => ({
    principals: itemsAt(principals, principalIndices),
    repositories: itemsAt(repositories, repositoryIndices),
    role,
    operations,
    decisions,
    change,
  }));
  return { principals, repositories, closed: itemsAt(repositories, data.closed), rows };
}

function itemsAt<T>(items: readonly T[], indices: readonly number[]): T[] {
  return indices.flatMap((index) => items[index] ?? []);
}

import { groupedBy } from '../../private/values/grouped-by';
import { type AccessRow } from '../access/access-row';
import { type ReviewReport, type ReviewedRepository } from '../report/review-report';
import { type AccessEntry, entriesOf } from './access-entries';
import { repositoryKeys, rowsByRepository, rowsOfAll } from './repository-rows';

/** Repositories that grant exactly the same access, or roles that the same principals can assume. */
export interface AccessGroup {
  /** The names of the repositories, or ARNs: of roles, or of repositories that no template creates. */
  readonly names: readonly string[];
  /** The account and Region of the repositories; empty if they are not known or are part of the name. */
  readonly place: string;
  readonly entries: readonly AccessEntry[];
}

export interface AccessGroups {
  /** All repositories of the templates, also those without access. */
  readonly repositories: readonly AccessGroup[];
  /** Repositories that no template creates, by ARN or pattern. */
  readonly outside: readonly AccessGroup[];
  readonly roles: readonly AccessGroup[];
}

export function groupAccess({ repositories, access }: ReviewReport): AccessGroups {
  const [about, roles] = parted(access, ({ operation }) => operation !== 'assume');
  const known = new Set(repositories.flatMap(({ name, arn }) => [name, arn]));
  const [inside, outside] = parted(about, (row) => row.outside !== true && known.has(row.arn ?? row.repository));
  return { repositories: groupRows(inside, repositories), outside: groupRows(outside), roles: groupRows(roles) };
}

/** Groups rows by repository, in the order of the repositories. Repositories with the same rows are one group. */
export function groupRows(rows: readonly AccessRow[], repositories: readonly ReviewedRepository[] = []): AccessGroup[] {
  return groupedBy(rowsByRepository(rows, repositories), repositoryKeys()).map((group) => ({
    names: group.map(({ name }) => name),
    place: group[0].place,
    entries: entriesOf(rowsOfAll(group)),
  }));
}

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

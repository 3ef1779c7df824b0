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
  /** The parts of operations that the policies of the repositories grant, in words. */
  readonly partly?: string;
}

export interface AccessGroups {
  /** All repositories of the templates, also those without access. */
  readonly repositories: readonly AccessGroup[];
  /** Repositories that no template creates, by ARN or pattern. */
  readonly outside: readonly AccessGroup[];
  readonly roles: readonly AccessGroup[];
}

/** All groups of a report. Roles of AWS services are the last of each table, and their own tables the last of all. */
export function groupAccess({ repositories, access, serviceRoles }: ReviewReport): AccessGroups {
  const [about, roles] = parted(access, ({ operation }) => operation !== 'assume');
  const known = new Set(repositories.flatMap(({ name, arn }) => [name, arn]));
  const [inside, outside] = parted(about, (row) => row.outside !== true && known.has(row.arn ?? row.repository));
  const services = new Set(serviceRoles);
  const isOfService = ({ role, who }: AccessEntry) =>
    services.has(role) || who.every(({ principal }) => services.has(principal));
  const last = (groups: readonly AccessGroup[]) =>
    groups.map((group) => ({ ...group, entries: parted(group.entries, (entry) => !isOfService(entry)).flat() }));
  const assumed = groupRows(roles);
  return {
    repositories: last(groupRows(inside, repositories)),
    outside: last(groupRows(outside)),
    roles: parted(assumed, ({ names }) => !names.every((name) => services.has(name))).flat(),
  };
}

/** Groups rows by repository, in the order of the repositories. Repositories with the same rows are one group. */
export function groupRows(rows: readonly AccessRow[], repositories: readonly ReviewedRepository[] = []): AccessGroup[] {
  return groupedBy(rowsByRepository(rows, repositories), repositoryKeys()).map((group) => ({
    names: group.map(({ name }) => name),
    place: group[0].place,
    entries: entriesOf(rowsOfAll(group)),
    ...(group[0].partly !== '' && { partly: group[0].partly }),
  }));
}

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

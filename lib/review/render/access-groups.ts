import { createHash } from 'node:crypto';
import { groupedBy } from '../../private/grouped-by';
import { type AccessRow } from '../access-rows';
import { type ReviewReport, type ReviewedRepository } from '../review-report';
import { type AccessEntry, entriesOf, entryKey, joinedEntry } from './access-entries';

/** Repositories that grant exactly the same access, or roles that the same principals can assume. */
export interface AccessGroup {
  /** The names of the repositories, or ARNs: of roles, or of repositories that no template makes. */
  readonly names: readonly string[];
  /** The account and Region of the repositories; empty if they are not known, or stand in the name. */
  readonly place: string;
  readonly entries: readonly AccessEntry[];
}

export interface AccessGroups {
  /** Each repository of the templates, also one without access. */
  readonly repositories: readonly AccessGroup[];
  /** Repositories that no template makes, by ARN or pattern. */
  readonly outside: readonly AccessGroup[];
  readonly roles: readonly AccessGroup[];
}

export function groupAccess({ repositories, access }: ReviewReport): AccessGroups {
  const [about, roles] = parted(access, ({ operation }) => operation !== 'assume');
  const known = new Set(repositories.flatMap(({ name, arn }) => [name, arn]));
  const [inside, outside] = parted(about, (row) => row.outside !== true && known.has(row.arn ?? row.repository));
  return { repositories: groupRows(inside, repositories), outside: groupRows(outside), roles: groupRows(roles) };
}

/** Rows by repository, in the order of the repositories; those with the same entries are one group. */
export function groupRows(rows: readonly AccessRow[], repositories: readonly ReviewedRepository[] = []): AccessGroup[] {
  const groups = Array.from(rowsByRepository(rows, repositories), ({ rows: own, name, place }) => {
    const entries = new Map(entriesOf(own).map((entry) => [entryKey(entry), entry]));
    return { name, place, entries, key: groupKey(place, entries.keys()) };
  });
  return groupedBy(groups, ({ key }) => key).map((same) => ({
    names: same.map(({ name }) => name),
    place: same[0].place,
    entries: groupedBy(
      same.flatMap(({ entries }) => Array.from(entries)),
      ([key]) => key,
    ).map(([[, first], ...others]) => joinedEntry([first, ...others.map(([, entry]) => entry)])),
  }));
}

interface RepositoryRows {
  readonly name: string;
  readonly place: string;
  readonly rows: AccessRow[];
}

function rowsByRepository(
  rows: readonly AccessRow[],
  repositories: readonly ReviewedRepository[],
): Iterable<RepositoryRows> {
  const arns = new Map(repositories.map(({ name, arn }) => [name, arn]));
  const groups = new Map<string, RepositoryRows>(
    repositories.map(({ arn, name, account, region }) => [arn, { name, place: `${account} ${region}`, rows: [] }]),
  );
  for (const row of rows) {
    const { repository: name, arn = arns.get(name) ?? name } = row;
    const group = groups.get(arn) ?? { name, place: name === arn ? '' : placeIn(arn), rows: [] };
    groups.set(arn, group);
    group.rows.push(row);
  }
  return groups.values();
}

/** The account and Region of a repository's ARN. */
function placeIn(arn: string): string {
  const [, region, account] = /^arn:[^:]*:ecr:([^:]*):([^:]*):/.exec(arn) ?? [];
  return region === undefined || account === undefined ? '' : `${account} ${region}`;
}

/** As a hash, because the entries of a repository may be long. */
function groupKey(place: string, entries: Iterable<string>): string {
  return createHash('sha256')
    .update(JSON.stringify([place, ...Array.from(entries).sort()]))
    .digest('base64');
}

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

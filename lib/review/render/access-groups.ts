import { createHash } from 'node:crypto';
import { groupedBy } from '../../private/grouped-by';
import { type AccessRow } from '../access-rows';
import { type ReviewReport, type ReviewedRepository } from '../review-report';
import { type AccessEntry, entriesOf } from './access-entries';

/** Repositories that grant exactly the same access, or roles that the same principals can assume. */
export interface AccessGroup {
  /** The names of the repositories, or ARNs: of roles, or of repositories that no template makes. */
  readonly names: readonly string[];
  /** The account and Region of the repositories; empty if they are not known, or part of the name. */
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

/** Rows by repository, in the order of the repositories; repositories with the same rows are one group. */
export function groupRows(rows: readonly AccessRow[], repositories: readonly ReviewedRepository[] = []): AccessGroup[] {
  const same = groupedBy(rowsByRepository(rows, repositories), groupKey);
  return same.map((group) => ({
    names: group.map(({ name }) => name),
    place: group[0].place,
    entries: entriesOf(Array.from(new Set(group.flatMap((one) => one.rows)))),
  }));
}

interface RepositoryRows {
  readonly name: string;
  readonly place: string;
  readonly rows: AccessRow[];
  /** A number for what each row says, wherever it comes from. */
  readonly contents: Set<number>;
}

function rowsByRepository(
  rows: readonly AccessRow[],
  repositories: readonly ReviewedRepository[],
): Iterable<RepositoryRows> {
  const arns = new Map(repositories.map(({ name, arn }) => [name, arn]));
  const groups = new Map<string, RepositoryRows>(
    repositories.map(({ arn, name, account, region }) => [arn, emptyRows(name, `${account} ${region}`)]),
  );
  const numbers = new Map<string, number>();
  for (const row of rows) {
    const content = contentOf(row);
    const number = numbers.get(content) ?? numbers.size;
    numbers.set(content, number);
    for (const { name, arn = arns.get(name) ?? name } of repositoriesOf(row)) {
      const group = groups.get(arn) ?? emptyRows(name, name === arn ? '' : placeIn(arn));
      groups.set(arn, group);
      group.rows.push(row);
      group.contents.add(number);
    }
  }
  return groups.values();
}

function emptyRows(name: string, place: string): RepositoryRows {
  return { name, place, rows: [], contents: new Set() };
}

function repositoriesOf({ repository, arn, alike = [] }: AccessRow): { name: string; arn?: string }[] {
  return [{ name: repository, ...(arn !== undefined && { arn }) }, ...alike];
}

function contentOf({ principal, via, operation, decision, conditions }: AccessRow): string {
  return JSON.stringify([principal, via, operation, decision, ...conditions]);
}

/** The account and Region of a repository's ARN. */
function placeIn(arn: string): string {
  const [, region, account] = /^arn:[^:]*:ecr:([^:]*):([^:]*):/.exec(arn) ?? [];
  return region === undefined || account === undefined ? '' : `${account} ${region}`;
}

/** As a hash, because a repository may have very many rows. */
function groupKey({ place, contents }: RepositoryRows): string {
  const numbers = Array.from(contents).sort((one, other) => one - other);
  return createHash('sha256').update(`${place}\n${numbers.join()}`).digest('base64');
}

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

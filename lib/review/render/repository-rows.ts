import { createHash } from 'node:crypto';
import { type AccessRow } from '../access/access-row';
import { type PartialAccess } from '../access/partial-access';
import { type ReviewedRepository } from '../report/review-report';

/** The rows about one repository or role. */
export interface RepositoryRows {
  readonly name: string;
  /** The account and Region; empty if they are not known or are part of the name. */
  readonly place: string;
  /** The parts of operations that its policy grants, in words. */
  readonly partly: string;
  /** The rows of this repository alone. */
  readonly own: AccessRow[];
  /** The lists of rows for many repositories that include this one. */
  readonly shared: Set<SharedRows>;
}

/** Rows for the same list of repositories. There may be thousands of both, so a repository refers to the list. */
interface SharedRows {
  readonly id: number;
  readonly rows: AccessRow[];
}

/** Groups rows by repository or role, in the order of the repositories. */
export function rowsByRepository(
  rows: readonly AccessRow[],
  repositories: readonly ReviewedRepository[],
): RepositoryRows[] {
  const arns = new Map(repositories.map(({ name, arn }) => [name, arn]));
  const found = new Map<string, RepositoryRows>(
    repositories.map(({ arn, name, account, region, partly = [] }) => [
      arn,
      withoutRows(name, `${account} ${region}`, partly.map(partText).join(' ')),
    ]),
  );
  const rowsOf = (name: string, arn = arns.get(name) ?? name) => {
    const known = found.get(arn) ?? withoutRows(name, name === arn ? '' : placeIn(arn));
    found.set(arn, known);
    return known;
  };
  const lists = new Map<object, SharedRows>();
  for (const row of rows) {
    const { repository, arn, alike } = row;
    rowsOf(repository, arn).own.push(row);
    if (!alike) continue;
    const list = lists.get(alike) ?? { id: lists.size, rows: [] };
    if (list.rows.length === 0) for (const one of alike) rowsOf(one.name, one.arn).shared.add(list);
    lists.set(alike, list);
    list.rows.push(row);
  }
  return Array.from(found.values());
}

/** A function that returns a key for a repository. Repositories of one account and Region with equal rows have the same key. */
export function repositoryKeys(): (repository: RepositoryRows) => string {
  const numbers = new Map<string, number>();
  const contents = new Map<AccessRow, number>();
  const numberOf = (row: AccessRow) => {
    const known = contents.get(row);
    if (known !== undefined) return known;
    const content = contentOf(row);
    const number = numbers.get(content) ?? numbers.size;
    numbers.set(content, number);
    contents.set(row, number);
    return number;
  };
  const known = new Map<string, string>();
  return ({ place, partly, own, shared }) => {
    const lists = Array.from(shared);
    const parts = JSON.stringify([place, partly, own.map(numberOf), lists.map(({ id }) => id)]);
    const key =
      known.get(parts) ?? hashOf(`${place}\n${partly}`, [...own, ...lists.flatMap((list) => list.rows)].map(numberOf));
    known.set(parts, key);
    return key;
  };
}

/** All rows of some repositories, each once. */
export function rowsOfAll(repositories: readonly RepositoryRows[]): AccessRow[] {
  const lists = new Set(repositories.flatMap(({ shared }) => Array.from(shared)));
  const shared = Array.from(lists).flatMap((list) => list.rows);
  return Array.from(new Set([...repositories.flatMap(({ own }) => own), ...shared]));
}

function withoutRows(name: string, place: string, partly = ''): RepositoryRows {
  return { name, place, partly, own: [], shared: new Set() };
}

function contentOf({ principal, via, operation, decision, conditions }: AccessRow): string {
  return JSON.stringify([principal, via, operation, decision, ...conditions]);
}

function partText({ principal, operation, actions }: PartialAccess): string {
  return `${principal} may call ${actions.join(', ')}, which is a part of a ${operation}.`;
}

function hashOf(place: string, numbers: readonly number[]): string {
  const distinct = Array.from(new Set(numbers)).sort((one, other) => one - other);
  return createHash('sha256').update(`${place}\n${distinct.join()}`).digest('base64');
}

/** The account and Region of a repository's ARN. */
function placeIn(arn: string): string {
  const [, region, account] = /^arn:[^:]*:ecr:([^:]*):([^:]*):/.exec(arn) ?? [];
  return region === undefined || account === undefined ? '' : `${account} ${region}`;
}

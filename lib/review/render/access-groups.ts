import { type AccessRow, type Decision, type Operation } from '../access-rows';
import { type ReviewReport, type ReviewedRepository } from '../review-report';
import { type TemplateSource } from '../template-graph';

/** What one may do with one repository by one source; rows that differ in their operation only are one entry. */
export interface AccessEntry {
  readonly repository: string;
  readonly principal: string;
  readonly via: string;
  readonly operations: readonly Operation[];
  readonly decision: Decision;
  readonly conditions: readonly string[];
  readonly source: TemplateSource;
}

/** All who are let in to a repository, or who can assume a role. */
export interface AccessGroup {
  /** The name of the repository, or the role's ARN. */
  readonly name: string;
  /** Accounts and Regions that have a repository of this name; empty where no template makes it. */
  readonly places: readonly string[];
  readonly entries: readonly AccessEntry[];
}

export interface AccessGroups {
  /** Each repository of the templates, also one that lets nobody in, then others that rows speak of. */
  readonly repositories: readonly AccessGroup[];
  readonly roles: readonly AccessGroup[];
}

export function groupAccess({ repositories, access }: ReviewReport): AccessGroups {
  return {
    repositories: groupRows(
      access.filter(({ operation }) => operation !== 'assume'),
      repositories,
    ),
    roles: groupRows(access.filter(({ operation }) => operation === 'assume')),
  };
}

/** Rows by their repository, in the order of the repositories that are given. */
export function groupRows(rows: readonly AccessRow[], repositories: readonly ReviewedRepository[] = []): AccessGroup[] {
  const places = placesByName(repositories);
  const byName = new Map<string, AccessRow[]>(Array.from(places.keys(), (name) => [name, []]));
  for (const row of rows) append(byName, row.repository, row);
  return Array.from(byName, ([name, own]) => ({ name, places: places.get(name) ?? [], entries: entriesOf(own) }));
}

/** Rows with the same principal, way, decision and source as one. */
export function entriesOf(rows: readonly AccessRow[]): AccessEntry[] {
  const byKey = new Map<string, AccessRow[]>();
  for (const row of rows) append(byKey, keyOf(row), row);
  return Array.from(byKey.values()).flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { repository, principal, via, decision, conditions, source } = first;
    const operations = Array.from(new Set(same.map(({ operation }) => operation)));
    return [{ repository, principal, via, operations, decision, conditions, source }];
  });
}

function keyOf({ repository, principal, via, decision, conditions, source }: AccessRow): string {
  const { template, logicalId, path } = source;
  return JSON.stringify([repository, principal, via, decision, conditions, template, logicalId, path]);
}

function placesByName(repositories: readonly ReviewedRepository[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { name, account, region } of repositories) append(places, name, `${account} ${region}`);
  return places;
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

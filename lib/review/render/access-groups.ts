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
  /** The account and Region of the repository; empty where they are not known. */
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
  const arns = new Map(repositories.map(({ name, arn }) => [name, arn]));
  const groups = new Map<string, Group>(
    repositories.map(({ arn, name, account, region }) => [arn, { name, places: [`${account} ${region}`], rows: [] }]),
  );
  for (const row of rows) {
    const { repository: name, arn = arns.get(name) ?? name } = row;
    const group = groups.get(arn) ?? { name, places: placesIn(arn), rows: [] };
    groups.set(arn, group);
    group.rows.push(row);
  }
  return Array.from(groups.values(), ({ rows: own, ...group }) => ({ ...group, entries: entriesOf(own) }));
}

interface Group {
  readonly name: string;
  readonly places: readonly string[];
  readonly rows: AccessRow[];
}

/** The account and Region of a repository's ARN. */
function placesIn(arn: string): string[] {
  const [, region, account] = /^arn:[^:]*:ecr:([^:]*):([^:]*):/.exec(arn) ?? [];
  return region === undefined || account === undefined ? [] : [`${account} ${region}`];
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

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

import { groupedBy } from '../../private/grouped-by';
import { type AccessRow, type Decision, type Operation } from '../access-rows';
import { type TemplateSource } from '../template-graph';
import { type AccessAlternative, alternativesOf } from './access-alternatives';

/** A principal, and the roles that it assumes before the one that acts: `A > B`, or empty. */
export interface AccessWho {
  readonly principal: string;
  readonly through: string;
}

/** Principals that can do the same with a repository on the same conditions. */
export interface AccessEntry {
  readonly who: readonly AccessWho[];
  /** The role that acts for them; empty if they act themselves. */
  readonly role: string;
  readonly operations: readonly Operation[];
  /** Each of these is enough; the surest comes first. */
  readonly alternatives: readonly AccessAlternative[];
  readonly sources: readonly TemplateSource[];
  /** How many rows of the report this entry shows. */
  readonly rows: number;
}

/** The rows of one repository or role as entries. */
export function entriesOf(rows: readonly AccessRow[]): AccessEntry[] {
  const byOperation = groupedBy(rows, ({ principal, via, operation }) => JSON.stringify([principal, via, operation]));
  const byPrincipal = groupedBy(byOperation.map(entryOfOperation), ({ who, role, alternatives }) =>
    JSON.stringify([who, role, alternatives]),
  ).map(withAllOperations);
  return groupedBy(byPrincipal, ({ role, operations, alternatives, sources }) =>
    JSON.stringify([role, operations, alternatives, role === '' && sources.map(sourceKey)]),
  ).map(withAllPrincipals);
}

/** How sure the surest alternative is. */
export function decisionOf({ alternatives }: AccessEntry): Decision {
  return alternatives[0]?.decision ?? 'unknown';
}

/** What makes entries of two repositories the same for a reader: everything but where they come from. */
export function entryKey({ who, role, operations, alternatives }: AccessEntry): string {
  const names = who.map(({ principal, through }) => JSON.stringify([principal, through])).sort();
  return JSON.stringify([names, role, operations, alternatives]);
}

/** Entries with the same key as one. */
export function joinedEntry(entries: readonly [AccessEntry, ...AccessEntry[]]): AccessEntry {
  const [first] = entries;
  return {
    ...first,
    sources: distinctSources(entries.flatMap(({ sources }) => sources)),
    rows: entries.reduce((sum, { rows }) => sum + rows, 0),
  };
}

const chain = ' > ';
const order: readonly Operation[] = ['pull', 'push', 'delete', 'configure', 'list', 'assume'];

function entryOfOperation(rows: readonly [AccessRow, ...AccessRow[]]): AccessEntry {
  const [{ principal, via, operation }] = rows;
  const end = via.lastIndexOf(chain);
  return {
    who: [{ principal, through: end === -1 ? '' : via.slice(0, end) }],
    role: end === -1 ? via : via.slice(end + chain.length),
    operations: [operation],
    alternatives: alternativesOf(rows),
    sources: distinctSources(rows.map(({ source }) => source)),
    rows: rows.length,
  };
}

function withAllOperations(entries: readonly [AccessEntry, ...AccessEntry[]]): AccessEntry {
  const found = new Set(entries.flatMap(({ operations }) => operations));
  return { ...joinedEntry(entries), operations: order.filter((operation) => found.has(operation)) };
}

function withAllPrincipals(entries: readonly [AccessEntry, ...AccessEntry[]]): AccessEntry {
  return { ...joinedEntry(entries), who: entries.flatMap(({ who }) => who) };
}

function distinctSources(sources: readonly TemplateSource[]): TemplateSource[] {
  return Array.from(new Map(sources.map((source) => [sourceKey(source), source])).values());
}

function sourceKey({ template, logicalId, path }: TemplateSource): string {
  return JSON.stringify([template, logicalId, path]);
}

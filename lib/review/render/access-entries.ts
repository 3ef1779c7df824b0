import { groupedBy } from '../../private/values/grouped-by';
import { type AccessRow, type Decision, type Operation } from '../access/access-row';
import { operationNames } from '../access/operations';
import { type TemplateSource } from '../templates/template-graph';
import { type AccessAlternative, alternativesOf } from './access-alternatives';

/** A principal, and the roles that it assumes before the role that acts: `A > B`, or empty. */
export interface AccessWho {
  readonly principal: string;
  readonly through: string;
}

/** Principals that can do the same with a repository under the same conditions. */
export interface AccessEntry {
  readonly who: readonly AccessWho[];
  /** The role that acts for them; empty if they act themselves. */
  readonly role: string;
  readonly operations: readonly Operation[];
  /** Each of these is enough. The surest is the first. */
  readonly alternatives: readonly AccessAlternative[];
  readonly sources: readonly TemplateSource[];
}

/** Rows of one repository or role, or of several with the same rows, as entries. */
export function entriesOf(rows: readonly AccessRow[]): AccessEntry[] {
  const byOperation = groupedBy(rows, ({ principal, via, operation }) => JSON.stringify([principal, via, operation]));
  const byPrincipal = groupedBy(byOperation.map(entryOfOperation), ({ who, role, alternatives }) =>
    JSON.stringify([who, role, alternatives]),
  ).map(withAllOperations);
  return groupedBy(byPrincipal, ({ role, operations, alternatives, sources }) =>
    JSON.stringify([role, operations, alternatives, role === '' && sources.map(sourceKey)]),
  )
    .map(withAllPrincipals)
    .map(withShortNames);
}

/** The decision of the surest alternative. */
export function decisionOf({ alternatives }: AccessEntry): Decision {
  return alternatives[0]?.decision ?? 'unknown';
}

const chain = ' > ';

function entryOfOperation(rows: readonly [AccessRow, ...AccessRow[]]): AccessEntry {
  const [{ principal, via, operation }] = rows;
  const end = via.lastIndexOf(chain);
  return {
    who: [{ principal, through: end === -1 ? '' : via.slice(0, end) }],
    role: end === -1 ? via : via.slice(end + chain.length),
    operations: [operation],
    alternatives: alternativesOf(rows),
    sources: distinctSources(rows.map(({ source }) => source)),
  };
}

function withAllOperations(entries: readonly [AccessEntry, ...AccessEntry[]]): AccessEntry {
  const found = new Set(entries.flatMap(({ operations }) => operations));
  return {
    ...entries[0],
    sources: allSources(entries),
    operations: operationNames.filter((operation) => found.has(operation)),
  };
}

function withAllPrincipals(entries: readonly [AccessEntry, ...AccessEntry[]]): AccessEntry {
  return { ...entries[0], sources: allSources(entries), who: entries.flatMap(({ who }) => who) };
}

/** Replaces the ARN of the role or user of the entry in its conditions, because the reader has just read it. */
function withShortNames(entry: AccessEntry): AccessEntry {
  const [first, ...others] = entry.who;
  const own = entry.role === '' && first && others.length === 0 ? first.principal : entry.role;
  const [, kind] = /^arn:.*?:(role|user)\//.exec(own) ?? [];
  if (kind === undefined) return entry;
  const alternatives = entry.alternatives.map(({ decision, conditions }) => ({
    decision,
    conditions: conditions.map((text) => text.replaceAll(own, `this ${kind}`)),
  }));
  return { ...entry, alternatives };
}

function allSources(entries: readonly AccessEntry[]): TemplateSource[] {
  return distinctSources(entries.flatMap(({ sources }) => sources));
}

function distinctSources(sources: readonly TemplateSource[]): TemplateSource[] {
  return Array.from(new Map(sources.map((source) => [sourceKey(source), source])).values());
}

function sourceKey({ template, logicalId, path }: TemplateSource): string {
  return JSON.stringify([template, logicalId, path]);
}

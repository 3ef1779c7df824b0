import { type AccessRow, isManyPrincipals, oneByRepository } from '../access/access-row';
import { acknowledgedChanges } from './acknowledged-changes';
import { destructiveChanges } from './all-changes';
import { comparedParts } from './compared-parts';
import { isDestructive, opens } from './change-kind';
import { type Finding } from '../rules/finding';
import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { type UnreviewedPart } from '../templates/template-graph';
import { matchesPattern } from '../texts/wildcard-match';

/** Compares a report with an earlier one. The same row in another place of a template is not a difference. */
export function compareReports(before: ReviewReport, after: ReviewReport): ReviewChange {
  const old = byKey(withoutSame(before.access, after.access));
  const now = byKey(withoutSame(after.access, before.access));
  const removed = [...old].flatMap(([key, rows]) => (now.has(key) ? [] : rows));
  const fresh = [...now].flatMap(([key, rows]) => (old.has(key) ? [] : rows));
  const covering = fresh.filter((row) => removed.some((gone) => covers(row, gone)));
  const covered = removed.filter((row) => fresh.some((one) => covers(one, row)));
  const narrower = fresh.filter((row) => !covering.includes(row) && removed.some((gone) => covers(gone, row)));
  const changed = [...now].flatMap(([key, rows]) => {
    const were = old.get(key) ?? [];
    return were.length === 0 ? [] : rows.map((row) => ({ row, change: changeOf(row, rows, were) }));
  });
  const those = (change: Change) => changed.filter((one) => one.change === change).map(({ row }) => row);
  return {
    added: fresh.filter((row) => !covering.includes(row) && !narrower.includes(row)),
    removed: removed.filter((row) => !covered.includes(row) && !narrower.some((one) => covers(row, one))),
    widened: [...covering, ...those('wider')],
    narrowed: [...narrower, ...those('narrower')],
    changes: [
      ...destructiveChanges(before.graph, after.graph),
      ...acknowledgedChanges(before.findings, after.findings, findingKey),
    ],
    findings: newFindings(before.findings, after.findings),
    ...comparedUnreviewed(before.unreviewed, after.unreviewed),
    compared: comparedParts(before.graph, after.graph),
  };
}

/** Whether access was added or widened, or something else was opened. */
export function widens({ added, widened, changes }: ReviewChange): boolean {
  return added.length > 0 || widened.length > 0 || changes.some(opens);
}

/** Whether something is destroyed or weakened, or may be. */
export function destroys({ changes }: ReviewChange): boolean {
  return changes.some(isDestructive);
}

/** Whether only the deployment knows whether something changes. */
export function isUnknown({ changes }: ReviewChange): boolean {
  return changes.some(({ kind }) => kind === 'unknown');
}

/** Rows that the other report does not have. A row for many repositories becomes one row for each. */
function withoutSame(rows: readonly AccessRow[], others: readonly AccessRow[]): AccessRow[] {
  const same = new Set(others.map(contentOf));
  return oneByRepository(rows.filter((row) => !same.has(contentOf(row))));
}

function contentOf(row: AccessRow): string {
  const { decision, alike = [] } = row;
  return JSON.stringify([keyOf(row), decision, row.conditions, alike.map(({ arn }) => arn)]);
}

/** Rows with the same key differ in their decision: one may be conditional and another unknown. */
function byKey(rows: readonly AccessRow[]): Map<string, AccessRow[]> {
  const groups = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const same = groups.get(keyOf(row));
    if (same) same.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** `*` and services represent many principals. Two rows are about the same ones only if their conditions are equal. */
function keyOf({ principal, via, repository, arn = repository, operation, conditions }: AccessRow): string {
  return JSON.stringify([principal, via, arn, operation, ...(isManyPrincipals(principal) ? conditions : [])]);
}

/**
 * Whether one row includes another of the same operation. Its principal is a pattern that matches the other principal, or
 * it is the same principal under fewer conditions.
 */
function covers(one: AccessRow, other: AccessRow): boolean {
  if (one.operation !== other.operation || one.via !== other.via || !coversRepository(one, other)) return false;
  if (one.principal === other.principal) return one.conditions.every((text) => other.conditions.includes(text));
  return /[*?]/.test(one.principal) && matchesPattern(one.principal, other.principal) === 'yes';
}

/** A pattern of repositories outside the templates includes narrower patterns and single repositories. */
function coversRepository(one: AccessRow, other: AccessRow): boolean {
  const [arn, otherArn] = [one.arn ?? one.repository, other.arn ?? other.repository];
  return arn === otherArn || (one.outside === true && matchesPattern(arn, otherArn) === 'yes');
}

const ranks: Readonly<Record<AccessRow['decision'], number>> = { allowed: 2, unknown: 1, conditional: 0 };

function highest(rows: readonly AccessRow[]): number {
  return Math.max(...rows.map(({ decision }) => ranks[decision]));
}

type Change = 'wider' | 'narrower' | 'same';

/** Whether a row is wider or narrower than the earlier rows of the same access. */
function changeOf(row: AccessRow, all: readonly AccessRow[], were: readonly AccessRow[]): Change {
  const was = were.find(({ decision }) => decision === row.decision);
  if (was) return changeOfConditions(row, was);
  return highest(all) < highest(were) ? 'narrower' : 'wider';
}

/** Fewer conditions are wider. Different conditions may be wider, and count as wider. */
function changeOfConditions({ conditions }: AccessRow, was: AccessRow): Change {
  if (was.conditions.some((condition) => !conditions.includes(condition))) return 'wider';
  return conditions.some((condition) => !was.conditions.includes(condition)) ? 'narrower' : 'same';
}

function newFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const known = new Set(before.filter(({ acknowledged }) => acknowledged === undefined).map(findingKey));
  return after.filter((finding) => finding.acknowledged === undefined && !known.has(findingKey(finding)));
}

function comparedUnreviewed(
  before: readonly UnreviewedPart[],
  after: readonly UnreviewedPart[],
): Pick<ReviewChange, 'unreviewed' | 'stillUnreviewed'> {
  const known = new Set(before.map(partKey));
  return {
    unreviewed: after.filter((part) => !known.has(partKey(part))),
    stillUnreviewed: after.filter((part) => known.has(partKey(part))),
  };
}

function partKey({ what, why, source }: UnreviewedPart): string {
  return JSON.stringify([what, why, source.path || source.logicalId]);
}

function findingKey({ id, message, source }: Finding): string {
  return JSON.stringify([id, message, source.path || source.logicalId]);
}

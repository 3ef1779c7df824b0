import { type AccessRow } from './access-rows';
import { type Finding } from './findings';
import { type ReviewChange, type ReviewReport } from './review-report';
import { type UnreviewedPart } from './template-graph';
import { matchesPattern } from './texts/wildcard-match';

/** What is different in a report from one before. Where a row stands in a template makes no difference. */
export function compareReports(before: ReviewReport, after: ReviewReport): ReviewChange {
  const old = byKey(before.access);
  const now = byKey(after.access);
  const removed = [...old].filter(([key]) => !now.has(key)).map(([, row]) => row);
  const fresh = [...now].filter(([key]) => !old.has(key)).map(([, row]) => row);
  const covering = fresh.filter((row) => removed.some((gone) => covers(row, gone)));
  const covered = removed.filter((row) => fresh.some((one) => covers(one, row)));
  const narrower = fresh.filter((row) => !covering.includes(row) && removed.some((gone) => covers(gone, row)));
  const changed = [...now].flatMap(([key, row]) => {
    const was = old.get(key);
    return was ? [{ was, row }] : [];
  });
  return {
    added: fresh.filter((row) => !covering.includes(row) && !narrower.includes(row)),
    removed: removed.filter((row) => !covered.includes(row) && !narrower.some((one) => covers(row, one))),
    widened: [...covering, ...changed.filter(({ was, row }) => isWider(row, was)).map(({ row }) => row)],
    narrowed: [...narrower, ...changed.filter(({ was, row }) => isNarrower(row, was)).map(({ row }) => row)],
    changes: [],
    findings: newFindings(before.findings, after.findings),
    unreviewed: newUnreviewed(before.unreviewed, after.unreviewed),
  };
}

/** Whether something can be done that could not be done before. */
export function widens({ added, widened }: ReviewChange): boolean {
  return added.length > 0 || widened.length > 0;
}

function byKey(rows: readonly AccessRow[]): Map<string, AccessRow> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Everybody and services are known by their conditions: two of them are not the same principal. */
function keyOf({ principal, via, repository, arn = repository, operation, conditions }: AccessRow): string {
  const isClass = principal === '*' || /^[a-z0-9.-]+\.amazonaws\./.test(principal);
  return JSON.stringify([principal, via, arn, operation, ...(isClass ? conditions : [])]);
}

/**
 * Whether one row, for the same use, holds another: its principal, as a pattern, holds that of the other, or it is the
 * same principal on fewer conditions.
 */
function covers(one: AccessRow, other: AccessRow): boolean {
  if (
    one.operation !== other.operation ||
    one.repository !== other.repository ||
    one.arn !== other.arn ||
    one.via !== other.via
  )
    return false;
  if (one.principal === other.principal) return one.conditions.every((text) => other.conditions.includes(text));
  return /[*?]/.test(one.principal) && matchesPattern(one.principal, other.principal) === 'yes';
}

const ranks: Readonly<Record<AccessRow['decision'], number>> = { allowed: 2, unknown: 1, conditional: 0 };

/** Fewer conditions are wider; other conditions may be, and count so. */
function isWider(now: AccessRow, was: AccessRow): boolean {
  if (now.decision !== was.decision) return ranks[now.decision] > ranks[was.decision];
  return was.conditions.some((condition) => !now.conditions.includes(condition));
}

function isNarrower(now: AccessRow, was: AccessRow): boolean {
  if (now.decision !== was.decision) return ranks[now.decision] < ranks[was.decision];
  return !isWider(now, was) && now.conditions.some((condition) => !was.conditions.includes(condition));
}

function newFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const known = new Set(before.map(findingKey));
  return after.filter((finding) => finding.acknowledged === undefined && !known.has(findingKey(finding)));
}

function newUnreviewed(before: readonly UnreviewedPart[], after: readonly UnreviewedPart[]): UnreviewedPart[] {
  const known = new Set(before.map(partKey));
  return after.filter((part) => !known.has(partKey(part)));
}

function partKey({ what, why, source }: UnreviewedPart): string {
  return JSON.stringify([what, why, source.path || source.logicalId]);
}

function findingKey({ id, message, source }: Finding): string {
  return JSON.stringify([id, message, source.path || source.logicalId]);
}

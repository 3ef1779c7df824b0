import { type AccessRow } from '../access/access-row';
import { type Finding } from '../rules/finding';
import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { type UnreviewedPart } from '../templates/template-graph';

/** The numbers of a report in one sentence each: access, findings, and parts that were not read. */
export function reportCounts({ repositories, principals, access, findings, unreviewed }: ReviewReport): string[] {
  const counts =
    `${count(repositories.length, 'repository', 'repositories')}, ${count(principals.length, 'principal')}, ` +
    `${count(access.length, 'row')} of access${decisions(access)}.`;
  const isWhole = unreviewed.length === 0;
  return [
    isWhole ? counts : `In what was read: ${counts}`,
    `Findings${isWhole ? '' : ' in what was read'}: ${findingCounts(findings)}`,
    ...unreadCount(unreviewed, 'Not read'),
  ];
}

export function changeCounts(change: ReviewChange): string[] {
  const { added, removed, widened, narrowed, changes, findings, unreviewed, stillUnreviewed } = change;
  const ofRead = unreviewed.length + stillUnreviewed.length === 0 ? '' : ' in what was read';
  const [more, less] = [`${number(widened.length)} widened, ${number(added.length)} added`, number(narrowed.length)];
  return [
    `Access${ofRead}: ${more}, ${less} narrowed, ${number(removed.length)} removed.`,
    ...(changes.length === 0 ? [] : [`Other changes: ${number(changes.length)}.`]),
    `New findings${ofRead}: ${findingCounts(findings)}`,
    ...unreadCount(unreviewed, 'New and not read'),
    ...unreadCount(stillUnreviewed, 'Not read, as before'),
  ];
}

/** `Not read: 2 parts that may grant or have access.` */
function unreadCount(unreviewed: readonly UnreviewedPart[], what: string): string[] {
  if (unreviewed.length === 0) return [];
  return [`${what}: ${count(unreviewed.length, 'part')} that may grant or have access.`];
}

function decisions(rows: readonly AccessRow[]): string {
  if (rows.length === 0) return '';
  const parts = (['allowed', 'conditional', 'unknown'] as const)
    .map((decision) => ({ decision, rows: rows.filter((row) => row.decision === decision).length }))
    .filter((part) => part.rows > 0);
  return `: ${parts.map((part) => `${number(part.rows)} ${part.decision}`).join(', ')}`;
}

/** `1 error, 2 warnings, no notes; 1 acknowledged.` */
export function findingCounts(findings: readonly Finding[]): string {
  const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
  const of = (severity: string) =>
    count(open.filter((finding) => finding.severity === severity).length, severity, `${severity}s`, 'no');
  const known = findings.length - open.length;
  return `${of('error')}, ${of('warning')}, ${of('note')}${known === 0 ? '' : `; ${number(known)} acknowledged`}.`;
}

export function count(amount: number, one: string, many = `${one}s`, none = '0'): string {
  return `${amount === 0 ? none : number(amount)} ${amount === 1 ? one : many}`;
}

/** A number with separators: `1,204`. */
export function number(amount: number): string {
  return amount.toLocaleString('en-US');
}

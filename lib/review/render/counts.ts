import { type AccessRow } from '../access-rows';
import { type Finding } from '../findings';
import { type ReviewChange, type ReviewReport } from '../review-report';

/** What a report holds, in a sentence each: who is let in, and what was found. */
export function reportCounts({ repositories, principals, access, findings }: ReviewReport): string[] {
  return [
    `${count(repositories.length, 'repository', 'repositories')}, ${count(principals.length, 'principal')}, ` +
      `${count(access.length, 'row')} of access${decisions(access)}.`,
    `Findings: ${findingCounts(findings)}`,
  ];
}

export function changeCounts({ added, removed, widened, narrowed, findings }: ReviewChange): string[] {
  return [
    `Access: ${widened.length} widened, ${added.length} added, ${narrowed.length} narrowed, ${removed.length} removed.`,
    `New findings: ${findingCounts(findings)}`,
  ];
}

function decisions(rows: readonly AccessRow[]): string {
  if (rows.length === 0) return '';
  const parts = (['allowed', 'conditional', 'unknown'] as const)
    .map((decision) => ({ decision, number: rows.filter((row) => row.decision === decision).length }))
    .filter(({ number }) => number > 0);
  return `: ${parts.map(({ decision, number }) => `${number} ${decision}`).join(', ')}`;
}

/** `1 error, 2 warnings, no notes; 1 acknowledged.` */
export function findingCounts(findings: readonly Finding[]): string {
  const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
  const of = (severity: string) =>
    count(open.filter((finding) => finding.severity === severity).length, severity, `${severity}s`, 'no');
  const known = findings.length - open.length;
  return `${of('error')}, ${of('warning')}, ${of('note')}${known === 0 ? '' : `; ${known} acknowledged`}.`;
}

export function count(number: number, one: string, many = `${one}s`, none = '0'): string {
  return `${number === 0 ? none : number} ${number === 1 ? one : many}`;
}

import { isDestructive, kindCounts, opens } from '../changes/change-kind';
import { type AccessRow } from '../access/access-row';
import { type Finding } from '../rules/finding';
import { type Narrowed, type ReviewChange, type ReviewReport } from '../report/review-report';
import { type UnreviewedPart } from '../templates/template-graph';
import { isFiltered, narrowingWords } from '../report/narrowing';
import { plainText } from './plain-text';

/** The numbers of a report in one sentence each: findings, parts that were not read, and access. */
export function reportCounts(report: ReviewReport): string[] {
  const { narrowedTo, hiddenRows = [] } = report;
  const { repositories, principals, access: shown, findings, unreviewed } = narrowedTo?.matching ?? report;
  const access = narrowedTo ? shown : [...shown, ...hiddenRows];
  const counts =
    `${count(repositories.length, 'repository', 'repositories')}, ${count(principals.length, 'principal')}, ` +
    `${count(access.length, 'row')} of access${decisions(access)}.`;
  const scope = scopeOf(narrowedTo, unreviewed);
  return [
    `Findings${scope}: ${findingCounts(findings)}`,
    ...unreadCount(unreviewed, 'Not read'),
    scope === '' ? counts : `${scope.trim().replace('i', 'I')}: ${counts}`,
    ...hiddenText(report),
  ];
}

export function changeCounts(change: ReviewChange): string[] {
  const { added, removed, widened, narrowed, changes, findings, unreviewed, stillUnreviewed } =
    change.narrowedTo?.matching ?? change;
  const scope = scopeOf(change.narrowedTo, [...unreviewed, ...stillUnreviewed]);
  const [more, less] = [`${number(widened.length)} widened, ${number(added.length)} added`, number(narrowed.length)];
  const kinds = kindCounts(changes);
  const opened = changes.filter(opens).length;
  const others = changes.filter((change) => !isDestructive(change) && !opens(change)).length;
  // "No errors, 0 widened" next to an image that is deleted would look like a safe change.
  const isShown = (numbers: readonly number[]) => kinds.length === 0 || numbers.some((one) => one > 0);
  const rows = [added, removed, widened, narrowed].map(({ length }) => length);
  return [
    ...noChangeText(change),
    ...(kinds.length === 0 ? [] : [`Destroyed or weakened${scope}: ${kinds.join(', ')}.`]),
    ...(isShown([findings.length]) ? [`New findings${scope}: ${findingCounts(findings)}`] : []),
    ...unreadCount(unreviewed, 'New and not read'),
    ...unreadCount(stillUnreviewed, 'Not read, as before'),
    ...(isShown(rows) ? [`Access${scope}: ${more}, ${less} narrowed, ${number(removed.length)} removed.`] : []),
    ...(opened === 0 ? [] : [`Opened${scope}: ${count(opened, 'resource')}.`]),
    ...(others === 0 ? [] : [`Other changes${scope}: ${number(others)}.`]),
  ];
}

/** The most names of templates in a sentence. */
const mostTemplates = 5;

/** A sentence about what was compared, if nothing in it changes. */
function noChangeText(change: ReviewChange): string[] {
  const { added, removed, widened, narrowed, changes, findings, unreviewed, compared } = change;
  const lists: readonly (readonly unknown[])[] = [added, removed, widened, narrowed, changes, findings, unreviewed];
  if (change.narrowedTo !== undefined || lists.some(({ length }) => length > 0)) return [];
  const { templates, repositories, resources } = compared;
  if (templates.length === 0) return ['No template was compared, because none of them has an earlier version.'];
  const names = templates.slice(0, mostTemplates).map(plainText).join(', ');
  const more = templates.length > mostTemplates ? ` and ${number(templates.length - mostTemplates)} more` : '';
  return [
    `No change in what was compared: ${count(templates.length, 'template')} (${names}${more}) with ${count(resources, 'resource')} ` +
      `that ${resources === 1 ? 'holds' : 'hold'} images, names or access, ${number(repositories)} of them repositories.`,
  ];
}

/** A sentence that says that a report or a change is not whole, or none. */
export function narrowedText(narrowed: Narrowed<unknown> | undefined, rows: number, findings: number): string[] {
  if (narrowed === undefined) return [];
  const shown = `${number(rows)} of ${count(narrowed.rows, 'row')} of access`;
  const found = `${number(findings)} of ${count(narrowed.findings, 'finding')}`;
  const { who } = narrowed.by;
  const more = who === undefined ? '' : ' Accounts, organizations and anyone may have access for the same principals.';
  return [`Narrowed to ${narrowingWords(narrowed.by).map(plainText).join(', ')}. Shown: ${shown}, ${found}.${more}`];
}

/** The words that limit a sentence to what was read and matches. */
function scopeOf(narrowed: Narrowed<unknown> | undefined, unreviewed: readonly UnreviewedPart[]): string {
  if (narrowed === undefined || !isFiltered(narrowed.by)) return unreviewed.length === 0 ? '' : ' in what was read';
  return unreviewed.length === 0 ? ' in what matches' : ' in what was read and matches';
}

/** The number of rows that are left out because they are about services alone. */
function hiddenText({ hiddenRows = [], serviceRoles }: ReviewReport): string[] {
  if (hiddenRows.length === 0) return [];
  const roles = serviceRoles.filter((role) =>
    hiddenRows.some(({ via, repository }) => via === role || repository === role),
  );
  return [
    `Hidden: ${count(hiddenRows.length, 'row')} in which AWS services assume ${count(roles.length, 'role')} for builds, rules and state machines. --all shows them.`,
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

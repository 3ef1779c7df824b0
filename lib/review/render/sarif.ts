import { createHash } from 'node:crypto';
import { changeFinding } from '../changes/change-finding';
import { isDestructive, opens } from '../changes/change-kind';
import { type Finding } from '../rules/finding';
import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { type PlaceOf } from '../read/source-places';
import { type UnreviewedPart } from '../templates/template-graph';
import { count, number } from './counts';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { safeJson } from './safe-json';
import { sarifLocations, type SarifPlaces } from './sarif-locations';
import { projectUrl, sarifRules } from './sarif-rules';
import { gitHubLimits } from '../service-limits';
import { assumptionText } from './source-text';
import { summaryLines, summaryOf } from './summary';

const mostResults = gitHubLimits.sarifResults;

/**
 * Renders the findings as SARIF 2.1.0 for GitHub code scanning. A part that was not read is also a result, because code
 * scanning shows only results.
 *
 * @param files the file of each template, by the template's name. A template without a file has its name instead.
 * @param options the lines of resources, and the folder from which paths start.
 */
export function renderSarif(
  report: ReviewReport,
  files: ReadonlyMap<string, string> = new Map(),
  options: SarifOptions = {},
): string {
  return renderFindings(report, [], files, options);
}

/**
 * Renders a change: what it destroys, weakens or opens, and all findings of the new report, because code scanning closes the alerts
 * that a report does not have.
 */
export function renderSarifChange(
  { changes }: ReviewChange,
  report: ReviewReport,
  files: ReadonlyMap<string, string> = new Map(),
  options: SarifOptions = {},
): string {
  return renderFindings(
    report,
    changes.filter((one) => isDestructive(one) || opens(one)).map(changeFinding),
    files,
    options,
  );
}

function renderFindings(
  report: ReviewReport,
  changes: readonly Finding[],
  files: ReadonlyMap<string, string>,
  { placeOf = () => ({}), root, earlier }: SarifOptions,
): string {
  const findings = [...changes, ...report.unreviewed.map(unreadFinding), ...orderedFindings(report.findings)];
  const ordered = findings.slice(0, mostResults);
  const prints = fingerprints(ordered);
  const rules = sarifRules(ordered);
  const places: SarifPlaces = { files, placeOf, root, earlier };
  const results = ordered.map((finding, index) => resultOf(finding, prints[index] ?? '', places));
  const run = {
    tool: { driver: { name: 'ecr-publishing', informationUri: projectUrl, rules } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      { executionSuccessful: true, toolExecutionNotifications: notes(report, findings.length - ordered.length) },
    ],
    results,
  };
  return safeJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, 2);
}

function unreadFinding({ what, why, source }: UnreviewedPart): Finding {
  const message = `Not read: ${what}, which may grant or have access. Why: ${why.replace(/\.$/, '')}.`;
  return { id: 'unreviewed', severity: 'note', message, fix: unreadFix, source };
}

const unreadFix = 'Check by hand what it grants, or give the review a template that it can read.';

export interface SarifOptions {
  readonly placeOf?: PlaceOf | undefined;
  readonly root?: string | undefined;
  /** The files and lines of the earlier templates. */
  readonly earlier?: SarifPlaces['earlier'];
}

function resultOf(finding: Finding, fingerprint: string, places: SarifPlaces): object {
  const { id, severity, message, fix, source, acknowledged } = finding;
  return {
    ruleId: id,
    level: severity,
    message: { text: withoutLinks(`${plainText(message)} Fix: ${plainText(fix)}`) },
    ...sarifLocations(source, `${message} ${fix}`, places),
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(acknowledged !== undefined && {
      suppressions: [{ kind: 'inSource', justification: plainText(acknowledged) }],
    }),
  };
}

/** Escapes links, because a name of a template must not become one: `[text](address)`. */
function withoutLinks(text: string): string {
  return text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text;
}

function notes(report: ReviewReport, missing: number): object[] {
  const { unreviewed, assumptions, narrowedTo } = report;
  const parts = count(unreviewed.length, 'part');
  return [
    ...(narrowedTo === undefined ? [] : summaryLines(summaryOf(report))),
    ...(unreviewed.length === 0 ? [] : [`${parts} that may grant or have access could not be read.`]),
    ...assumptions.map(assumptionText),
    ...(missing === 0
      ? []
      : [`${count(missing, 'finding')} left out: code scanning accepts ${number(mostResults)} at most.`]),
  ].map((text) => ({ level: 'warning', message: { text: withoutLinks(text) } }));
}

/**
 * The identity of each finding over several runs: its rule and its resource, without its position or its words. Several
 * findings of one rule at one resource are numbered.
 */
function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ id, source: { template, logicalId, path } }) => {
    const key = JSON.stringify([id, template, path === '' ? logicalId : path]);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return `${createHash('sha256').update(key).digest('hex').slice(0, 16)}:${number}`;
  });
}

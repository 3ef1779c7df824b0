import { createHash } from 'node:crypto';
import { changeSeverity, isDestructive } from '../changes/change-kind';
import { type Finding } from '../rules/finding';
import { type ReviewChange, type ReviewedChange, type ReviewReport } from '../report/review-report';
import { type TemplateSource, type UnreviewedPart } from '../templates/template-graph';
import { count, number } from './counts';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { safeJson } from './safe-json';
import { sarifRules } from './sarif-rules';
import { gitHubLimits } from '../service-limits';
import { assumptionText } from './source-text';
import { summaryLines, summaryOf } from './summary';

const mostResults = gitHubLimits.sarifResults;

/**
 * Renders the findings as SARIF 2.1.0 for GitHub code scanning. A part that was not read is also a result, because code
 * scanning shows only results.
 *
 * @param files the file of each template, by the template's name. A template without a file has its name instead.
 */
export function renderSarif(report: ReviewReport, files: ReadonlyMap<string, string> = new Map()): string {
  return renderFindings(report, [], files);
}

/**
 * Renders a change: what it destroys or weakens, and all findings of the new report, because code scanning closes the alerts
 * that a report does not have.
 */
export function renderSarifChange(
  { changes }: ReviewChange,
  report: ReviewReport,
  files: ReadonlyMap<string, string> = new Map(),
): string {
  return renderFindings(report, changes.filter(isDestructive).map(changeFinding), files);
}

function renderFindings(report: ReviewReport, changes: readonly Finding[], files: ReadonlyMap<string, string>): string {
  const findings = [...changes, ...report.unreviewed.map(unreadFinding), ...orderedFindings(report.findings)];
  const ordered = findings.slice(0, mostResults);
  const prints = fingerprints(ordered);
  const results = ordered.map((finding, index) => resultOf(finding, prints[index] ?? '', files));
  const run = {
    tool: { driver: { name: 'ecr-publishing', rules: sarifRules(ordered) } },
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

function changeFinding({ kind, what, why, fix, source }: ReviewedChange): Finding {
  const id = `change-${kind.replaceAll(' ', '-')}`;
  return { id, severity: changeSeverity({ kind }), message: `${what}. ${why}`, fix, source };
}

const unreadFix = 'Check by hand what it grants, or give the review a template that it can read.';

function resultOf(finding: Finding, fingerprint: string, files: ReadonlyMap<string, string>): object {
  const { id, severity, message, fix, source, acknowledged } = finding;
  return {
    ruleId: id,
    level: severity,
    message: { text: withoutLinks(`${plainText(message)} Fix: ${plainText(fix)}`) },
    locations: [locationOf(source, files)],
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

/** The location of a finding: line 1, since lines are not known, and the resource as its logical location. */
function locationOf({ template, logicalId, path }: TemplateSource, files: ReadonlyMap<string, string>): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: fileUri(files.get(template) ?? template) },
      region: { startLine: 1 },
    },
    logicalLocations: [
      { name: plainText(logicalId), fullyQualifiedName: plainText(path === '' ? logicalId : path), kind: 'resource' },
    ],
  };
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

/** The address of a file: relative to the root of the Git repository, or `file:` if the path is absolute. */
function fileUri(file: string): string {
  const segments = plainText(file)
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment, index) => segment !== '.' && (segment !== '' || index === 0))
    .map(encodeURIComponent);
  const path = segments.join('/');
  if (path === '') return 'template';
  return /^\/|^[a-zA-Z]%3A\//.test(path) ? `file://${path.startsWith('/') ? '' : '/'}${path}` : path;
}

import { createHash } from 'node:crypto';
import { type Finding } from '../rules/finding';
import { type ReviewReport } from '../report/review-report';
import { type TemplateSource, type UnreviewedPart } from '../templates/template-graph';
import { count, number } from './counts';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { safeJson } from './safe-json';
import { sarifRules } from './sarif-rules';
import { gitHubLimits } from '../service-limits';
import { assumptionText } from './source-text';

const mostResults = gitHubLimits.sarifResults;

/**
 * The findings as SARIF 2.1.0 for GitHub code scanning. A part that was not read is a result too, because code scanning
 * shows results only.
 *
 * @param files the file of each template, by the template's name; without one, the name stands for it.
 */
export function renderSarif(report: ReviewReport, files: ReadonlyMap<string, string> = new Map()): string {
  const findings = [...report.unreviewed.map(unreadFinding), ...orderedFindings(report.findings)];
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
  const message = `Not read: ${what}, which may grant or hold access. Why: ${why.replace(/\.$/, '')}.`;
  return { id: 'unreviewed', severity: 'note', message, fix: unreadFix, source };
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

/** A message may hold links, `[so](address)`; no name of a template becomes one. */
function withoutLinks(text: string): string {
  return text.includes('](') ? text.replace(/[\\[\]]/g, '\\$&') : text;
}

/** The lines of a template are not known, so a finding is at the first one; its logical location names the resource. */
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

function notes({ unreviewed, assumptions }: ReviewReport, missing: number): object[] {
  const parts = count(unreviewed.length, 'part');
  return [
    ...(unreviewed.length === 0 ? [] : [`${parts} that may grant or hold access could not be read.`]),
    ...assumptions.map(assumptionText),
    ...(missing === 0
      ? []
      : [`${count(missing, 'finding')} left out: code scanning accepts ${number(mostResults)} at most.`]),
  ].map((text) => ({ level: 'warning', message: { text: withoutLinks(text) } }));
}

/**
 * The identity of each finding in the next run: its rule and its resource, not its position in a list or its words.
 * Several findings of one rule at one resource are numbered.
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

/** The address of a file: relative to the repository's root as GitHub wants it, `file:` where it is absolute. */
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

import { type Finding } from '../findings';
import { type ReviewReport } from '../review-report';
import { type TemplateSource } from '../template-graph';
import { count } from './counts';
import { orderedFindings } from './ordered-findings';
import { plainText } from './plain-text';
import { safeJson } from './safe-json';
import { fingerprints } from './sarif-fingerprint';
import { sarifRules } from './sarif-rules';
import { fileUri } from './sarif-uri';

/** GitHub refuses an upload with more. */
const mostResults = 25_000;

/**
 * The findings as SARIF 2.1.0, which GitHub code scanning takes.
 *
 * @param files the file of each template, by the template's name; the name itself where there is none.
 */
export function renderSarif({ findings }: ReviewReport, files: ReadonlyMap<string, string> = new Map()): string {
  const ordered = orderedFindings(findings).slice(0, mostResults);
  const prints = fingerprints(ordered);
  const results = ordered.map((finding, index) => resultOf(finding, prints[index] ?? '', files));
  const run = {
    tool: { driver: { name: 'ecr-publishing', rules: sarifRules(ordered) } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notes(findings.length - ordered.length) }],
    results,
  };
  return safeJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, 2);
}

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

/** A template's lines are not kept, so a finding stands at the first; its resource tells where. */
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

function notes(missing: number): object[] {
  if (missing === 0) return [];
  const text = `${count(missing, 'finding')} left out: code scanning takes ${mostResults} at most.`;
  return [{ level: 'warning', message: { text } }];
}

import { type AccessRow } from '../access/access-row';
import { type Finding } from '../rules/finding';
import { type Narrowed, type ReviewChange, type ReviewReport, type ReviewedChange } from '../report/review-report';
import { type ReviewAssumption, type TemplateSource, type UnreviewedPart } from '../templates/template-graph';
import { narrowingWords } from '../report/narrowing';
import { jsonChunks } from './json-chunks';
import { changeSummaryOf, type Summary, summaryOf } from './summary';

/** Renders a report as JSON. */
export function renderJson(report: ReviewReport): string {
  return Array.from(renderJsonChunks(report)).join('');
}

/** Renders a report as JSON in chunks, because a large report is too long for one string. */
export function renderJsonChunks(report: ReviewReport): Generator<string, void, undefined> {
  return jsonChunks(
    {
      repositories: each(report.repositories, ({ name, arn, account, region, partly }) => ({
        name,
        arn,
        account,
        region,
        ...(partly && { partly }),
      })),
      principals: each(report.principals, ({ principal, kind, account }) => ({ principal, kind, account })),
      access: each(report.access, rowJson),
      findings: each(report.findings, findingJson),
      unreviewed: each(report.unreviewed, noteJson),
      assumptions: each(report.assumptions, noteJson),
    },
    narrowedJson(report.narrowedTo, summaryOf(report)),
  );
}

export function renderJsonChange(change: ReviewChange): string {
  return Array.from(renderJsonChangeChunks(change)).join('');
}

export function renderJsonChangeChunks(change: ReviewChange): Generator<string, void, undefined> {
  return jsonChunks(
    {
      added: each(change.added, rowJson),
      removed: each(change.removed, rowJson),
      widened: each(change.widened, rowJson),
      narrowed: each(change.narrowed, rowJson),
      changes: each(change.changes, changeJson),
      findings: each(change.findings, findingJson),
      unreviewed: each(change.unreviewed, noteJson),
    },
    narrowedJson(change.narrowedTo, changeSummaryOf(change)),
  );
}

/** The first key of a narrowed report, so that no reader takes it for the whole. */
function narrowedJson(narrowed: Narrowed<unknown> | undefined, summary: Summary): Record<string, object> {
  if (narrowed === undefined) return {};
  const { by, rows, findings } = narrowed;
  const { counts, pushers } = summary;
  return { narrowedTo: { to: narrowingWords(by), ofAccess: rows, ofFindings: findings, summary: counts, pushers } };
}

function* each<T>(items: readonly T[], toJson: (item: T) => object): Generator<object, void, undefined> {
  for (const item of items) yield toJson(item);
}

/** A row for many repositories has the names of the others in `alike`. */
function rowJson(row: AccessRow): object {
  const { principal, via, repository, outside, alike, operation, decision, conditions, source } = row;
  return {
    principal,
    via,
    repository,
    ...(outside === true && { outside }),
    ...(alike && { alike: alike.map(({ name }) => name) }),
    operation,
    decision,
    conditions,
    source: sourceJson(source),
  };
}

function findingJson({ id, severity, message, fix, source, acknowledged }: Finding): object {
  return {
    id,
    severity,
    message,
    fix,
    source: sourceJson(source),
    ...(acknowledged !== undefined && { acknowledged }),
  };
}

function noteJson({ what, why, source }: UnreviewedPart | ReviewAssumption): object {
  return { what, why, source: sourceJson(source) };
}

function changeJson({ kind, what, why, fix, source }: ReviewedChange): object {
  return { kind, what, why, fix, source: sourceJson(source) };
}

function sourceJson({ template, logicalId, path }: TemplateSource): object {
  return { template, logicalId, path };
}

import { type AccessRow } from '../access/access-row';
import { type TemplateSource } from '../templates/template-graph';
import { actorsOf, matchingRows, repositoryMatcher } from './matching-rows';
import { isFiltered, type Narrowing, narrowingWords } from './narrowing';
import { type ReviewChange, type ReviewReport, type ReviewedRepository } from './review-report';

/** Narrows a report. Parts that were not read always stay, because they may concern every row. */
export function narrowReport(report: ReviewReport, narrowing: Narrowing): ReviewReport {
  if (narrowingWords(narrowing).length === 0) return report;
  const access = matchingRows(report.access, narrowing, report.principals);
  const principals = new Set(access.map(({ principal }) => principal));
  const matching: ReviewReport = {
    ...report,
    repositories: matchingRepositories(report.repositories, access, narrowing),
    principals: report.principals.filter(({ principal }) => principals.has(principal)),
    access,
    findings: report.findings.filter(isRelated(access, narrowing, [report])),
  };
  const { only } = narrowing;
  return {
    ...matching,
    ...(only !== undefined && { repositories: [], principals: [], access: [] }),
    ...(only === 'summary' && { findings: [] }),
    narrowedTo: {
      by: narrowing,
      rows: report.access.length,
      findings: report.findings.length,
      matching,
    },
  };
}

/**
 * Narrows a change.
 *
 * @param reports the reports that were compared.
 */
export function narrowChange(
  change: ReviewChange,
  narrowing: Narrowing,
  reports: readonly ReviewReport[],
): ReviewChange {
  if (narrowingWords(narrowing).length === 0) return change;
  const known = reports.flatMap(({ principals }) => principals);
  const rowsOf = (rows: readonly AccessRow[]) => matchingRows(rows, narrowing, known);
  const all = reports.flatMap(({ access }) => rowsOf(access));
  const related = isRelated(all, narrowing, reports);
  const matching: ReviewChange = {
    ...change,
    added: rowsOf(change.added),
    removed: rowsOf(change.removed),
    widened: rowsOf(change.widened),
    narrowed: rowsOf(change.narrowed),
    changes: change.changes.filter(({ what, source }) => related({ message: what, source })),
    findings: change.findings.filter(related),
  };
  const { only } = narrowing;
  const { added, removed, widened, narrowed, findings } = change;
  return {
    ...matching,
    ...(only !== undefined && { added: [], removed: [], widened: [], narrowed: [], changes: [] }),
    ...(only === 'summary' && { findings: [] }),
    narrowedTo: {
      by: narrowing,
      rows: added.length + removed.length + widened.length + narrowed.length,
      findings: findings.length,
      matching,
    },
  };
}

/** With a principal or an operation, only repositories with such access: of the others, the rows say nothing. */
function matchingRepositories(
  repositories: readonly ReviewedRepository[],
  rows: readonly AccessRow[],
  { repository, who, can }: Narrowing,
): readonly ReviewedRepository[] {
  const matches = repository === undefined ? () => true : repositoryMatcher(repository);
  const named = repositories.filter(({ name, arn }) => matches(name, arn));
  if (who === undefined && can === undefined) return named;
  const found = new Set(
    rows.flatMap(({ repository: name, arn, alike = [] }) => [arn ?? name, ...alike.map((one) => one.arn)]),
  );
  return named.filter(({ name, arn }) => found.has(arn) || found.has(name));
}

/** A name in a sentence, in quotes or backticks. */
const quotedName = /(?<!\w)'([^']*)'(?!\w)|`([^`]+)`/g;

type Related = (finding: { readonly message: string; readonly source: TemplateSource }) => boolean;

/**
 * Whether a finding is about the resources that grant the matching access or about who assumes a role that has it. A pattern
 * of repositories alone also has all findings of these. A finding may be about one of them by its name.
 */
function isRelated(rows: readonly AccessRow[], narrowing: Narrowing, reports: readonly ReviewReport[]): Related {
  if (!isFiltered(narrowing)) return () => true;
  const { repository, who, can } = narrowing;
  const actors = actorsOf(rows);
  const trusts = reports.flatMap(({ access }) =>
    access.filter((row) => row.operation === 'assume' && actors.has(row.repository)),
  );
  const isOfRepositories = repository !== undefined && who === undefined && can === undefined;
  const named = isOfRepositories ? repositoriesOf(reports, repository) : [];
  const sources = new Set([...rows, ...trusts, ...named].map(({ source }) => sourceKey(source)));
  const names = new Set([
    ...named.flatMap(({ name, arn }) => [name, arn]),
    ...Array.from(actors).flatMap((actor) => [actor, actor.slice(actor.lastIndexOf('/') + 1)]),
  ]);
  return ({ message, source }) =>
    sources.has(sourceKey(source)) ||
    Array.from(message.matchAll(quotedName), ([, quoted, ticked]) => quoted ?? ticked ?? '').some((name) =>
      names.has(name),
    );
}

function repositoriesOf(reports: readonly ReviewReport[], pattern: string): ReviewedRepository[] {
  const matches = repositoryMatcher(pattern);
  return reports.flatMap(({ repositories }) => repositories.filter(({ name, arn }) => matches(name, arn)));
}

function sourceKey({ template, logicalId }: TemplateSource): string {
  return JSON.stringify([template, logicalId]);
}

import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { groupAccess } from './access-groups';
import { changePrincipals } from './change-principals';
import { changeSections } from './change-sections';
import { number } from './counts';
import { cutGroups } from './cut-groups';
import { type AccessTable, htmlAccess } from './html-access';
import { pageData } from './html-data';
import { htmlFindings, htmlItems } from './html-items';
import { htmlPage, type PageSection } from './html-page';
import { htmlChangePicture, htmlPicture } from './html-picture';
import { htmlSummary } from './html-summary';
import { mayGrant, noAccessHead } from './no-access';
import { changeItems, destroyedTitle, openedTitle, unreadItem } from './report-items';
import { assumptionText } from './source-text';
import { changeSummaryOf, summaryOf } from './summary';

/** A page with more rows would be slow to search. */
const mostEntries = 20_000;

/** Renders a report as one page: parts that were not read, findings, a picture, and tables of access. */
export function renderHtml(report: ReviewReport): string {
  const all = groupAccess(report);
  const { lists, missing } = cutGroups([all.repositories, all.outside, all.roles], mostEntries);
  const [repositories = [], outside = [], roles = []] = lists;
  const kinds = new Map(report.principals.map(({ principal, kind }) => [principal, kind]));
  const noAccess = `${noAccessHead(report.unreviewed)}.${report.unreviewed.length === 0 ? '' : ` ${mayGrant}`}`;
  return htmlPage({
    title: 'Access to ECR',
    summary: htmlSummary(
      summaryOf(report),
      [...missingText(missing), ...report.assumptions.map(assumptionText)],
      report.access.length > 0,
    ),
    sections: [
      ...htmlItems('unreviewed', 'Not read', report.unreviewed.map(unreadItem)),
      ...htmlFindings(report.findings, 'Findings'),
      htmlPicture,
      ...tableOf({ id: 'access', title: 'Who can do what', groups: repositories, kinds, noAccess }),
      ...tableOf({ id: 'outside', title: 'Repositories outside these templates', groups: outside, kinds, noAccess }),
      ...tableOf({ id: 'roles', title: 'Who can assume which role', groups: roles, kinds, noAccess }),
    ],
    data: pageData(
      [{ groups: repositories }, { groups: outside, isOutside: true }, { groups: roles }],
      report.principals,
    ),
  });
}

/** Renders a change as one page: parts that were not read, new findings, a picture, and tables of what is different. */
export function renderHtmlChange(change: ReviewChange): string {
  const sections = changeSections(change);
  const { lists, missing } = cutGroups(
    sections.map(({ groups }) => groups),
    mostEntries,
  );
  const tables = sections.map((section, index) => ({ ...section, groups: lists[index] ?? [] }));
  const principals = changePrincipals(change);
  const kinds = new Map(principals.map(({ principal, kind }) => [principal, kind]));
  const { destroyed, opened, others } = changeItems(change.changes);
  return htmlPage({
    title: 'What this changes in the access to ECR',
    summary: htmlSummary(changeSummaryOf(change), missingText(missing), tables.length > 0),
    sections: [
      ...htmlItems('destroyed', destroyedTitle, destroyed),
      ...htmlItems('opened', openedTitle, opened),
      ...htmlItems('unreviewed', 'New and not read', change.unreviewed.map(unreadItem)),
      ...htmlItems('still-unreviewed', 'Not read, as before', change.stillUnreviewed.map(unreadItem)),
      ...htmlFindings(change.findings, 'New findings'),
      ...htmlItems('changes', 'Other changes', others),
      ...(tables.length === 0 ? [] : [htmlChangePicture]),
      ...tables.flatMap((one) => tableOf({ ...one, kinds, noAccess: '' })),
    ],
    data: pageData(tables, principals),
  });
}

function missingText(rows: number): string[] {
  return rows === 0 ? [] : [`This page leaves out ${number(rows)} rows. --format json shows all rows.`];
}

function tableOf(table: AccessTable): PageSection[] {
  return table.groups.length === 0 ? [] : [htmlAccess(table)];
}

import { type ReviewChange, type ReviewReport } from '../review-report';
import { type AccessGroup, groupAccess, groupRows } from './access-groups';
import { changeSections } from './change-sections';
import { changeCounts, reportCounts } from './counts';
import { htmlAccess } from './html-access';
import { pageData } from './html-data';
import { htmlFindings } from './html-findings';
import { htmlPage } from './html-page';
import { htmlPicture } from './html-picture';

/** A report as one page that needs nothing else: findings, a picture, and tables of all rows. */
export function renderHtml(report: ReviewReport): string {
  const { repositories, roles } = groupAccess(report);
  const kinds = new Map(report.principals.map(({ principal, kind }) => [principal, kind]));
  return htmlPage({
    title: 'Access to ECR',
    summary: reportCounts(report),
    body: [
      htmlFindings(report.findings, 'Findings'),
      htmlPicture,
      htmlAccess({ title: 'Who can do what', groups: repositories, kinds }),
      ...tableOf('Who can assume which role', roles, kinds),
    ],
    data: pageData([...repositories, ...roles], report.principals),
  });
}

/** What a change does, as a page of the same kind, without a picture. */
export function renderHtmlChange(change: ReviewChange): string {
  const sections = changeSections(change).map(({ title, rows }) => ({ title, groups: groupRows(rows) }));
  return htmlPage({
    title: 'What this changes in the access to ECR',
    summary: changeCounts(change),
    body: [
      htmlFindings(change.findings, 'New findings'),
      ...sections.flatMap(({ title, groups }) => tableOf(title, groups, new Map())),
    ],
    data: pageData(
      sections.flatMap(({ groups }) => groups),
      [],
    ),
  });
}

function tableOf(title: string, groups: readonly AccessGroup[], kinds: ReadonlyMap<string, string>) {
  return groups.length === 0 ? [] : [htmlAccess({ title, groups, kinds })];
}

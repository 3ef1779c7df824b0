import { type ReviewChange, type ReviewReport } from '../review-report';
import { type AccessGroup, groupAccess, groupRows } from './access-groups';
import { changeSections } from './change-sections';
import { changeCounts, reportCounts } from './counts';
import { htmlAccess } from './html-access';
import { pageData } from './html-data';
import { htmlFindings } from './html-findings';
import { htmlPage, type PageSection } from './html-page';
import { htmlPicture } from './html-picture';

/** A report as one page that needs nothing else: findings, a picture, and tables of all rows. */
export function renderHtml(report: ReviewReport): string {
  const { repositories, roles } = groupAccess(report);
  const kinds = new Map(report.principals.map(({ principal, kind }) => [principal, kind]));
  return htmlPage({
    title: 'Access to ECR',
    summary: reportCounts(report),
    sections: [
      ...htmlFindings(report.findings, 'Findings'),
      htmlPicture,
      ...tableOf('access', 'Who can do what', repositories, kinds),
      ...tableOf('roles', 'Who can assume which role', roles, kinds),
    ],
    data: pageData([...repositories, ...roles], report.principals),
  });
}

/** What a change does, as a page of the same kind, without a picture. */
export function renderHtmlChange(change: ReviewChange): string {
  const sections = changeSections(change).map(({ id, title, rows }) => ({ id, title, groups: groupRows(rows) }));
  return htmlPage({
    title: 'What this changes in the access to ECR',
    summary: changeCounts(change),
    sections: [
      ...htmlFindings(change.findings, 'New findings'),
      ...sections.flatMap(({ id, title, groups }) => tableOf(id, title, groups, new Map())),
    ],
    data: pageData(
      sections.flatMap(({ groups }) => groups),
      [],
    ),
  });
}

function tableOf(
  id: string,
  title: string,
  groups: readonly AccessGroup[],
  kinds: ReadonlyMap<string, string>,
): PageSection[] {
  return groups.length === 0 ? [] : [htmlAccess({ id, title, groups, kinds })];
}

import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { type ReviewFormatName } from './format-names';
import { renderHtml, renderHtmlChange } from './html';
import { renderJsonChangeChunks, renderJsonChunks } from './json';
import { renderMarkdown, renderMarkdownChange } from './markdown';
import { renderSarif } from './sarif';
import { renderTable } from './table';
import { renderTableChange } from './table-change';

/** A way to show a report and a change: as text, in parts that are written one after the other. */
export interface ReviewFormat {
  /** `files` has the file of each template, by the template's name. */
  readonly report: (report: ReviewReport, files: ReadonlyMap<string, string>) => Iterable<string>;
  /** Undefined for a format that shows whole reports only. */
  readonly change?: (change: ReviewChange) => Iterable<string>;
}

/** All formats. Code scanning compares reports itself, so SARIF shows no change. */
export const reviewFormats: Readonly<Record<ReviewFormatName, ReviewFormat>> = {
  table: { report: (report) => [renderTable(report)], change: (change) => [renderTableChange(change)] },
  markdown: { report: (report) => [renderMarkdown(report)], change: (change) => [renderMarkdownChange(change)] },
  json: { report: renderJsonChunks, change: renderJsonChangeChunks },
  html: { report: (report) => [renderHtml(report)], change: (change) => [renderHtmlChange(change)] },
  sarif: { report: (report, files) => [renderSarif(report, files)] },
};

import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { type ReviewFormatName } from './format-names';
import { renderHtml, renderHtmlChange } from './html';
import { renderJsonChangeChunks, renderJsonChunks } from './json';
import { renderMarkdown, renderMarkdownChange } from './markdown';
import { renderSarif } from './sarif';
import { renderTable } from './table';
import { renderTableChange } from './table-change';

/** A format renders a report or a change as text, in parts that are written one after the other. */
export interface ReviewFormat {
  /** @param files the file of each template, by the template's name. */
  readonly report: (report: ReviewReport, files: ReadonlyMap<string, string>) => Iterable<string>;
  /** Undefined if the format has only whole reports. */
  readonly change?: (change: ReviewChange) => Iterable<string>;
}

/** All formats. SARIF has no change, because code scanning compares reports itself. */
export const reviewFormats: Readonly<Record<ReviewFormatName, ReviewFormat>> = {
  table: { report: (report) => [renderTable(report)], change: (change) => [renderTableChange(change)] },
  markdown: { report: (report) => [renderMarkdown(report)], change: (change) => [renderMarkdownChange(change)] },
  json: { report: renderJsonChunks, change: renderJsonChangeChunks },
  html: { report: (report) => [renderHtml(report)], change: (change) => [renderHtmlChange(change)] },
  sarif: { report: (report, files) => [renderSarif(report, files)] },
};

import { type Terminal } from '../../private/text/terminal';
import { type PlaceOf } from '../read/source-places';
import { type ReviewChange, type ReviewReport } from '../report/review-report';
import { type ReviewFormatName } from './format-names';
import { renderHtml, renderHtmlChange } from './html';
import { renderJsonChangeChunks, renderJsonChunks } from './json';
import { renderMarkdown, renderMarkdownChange } from './markdown';
import { renderSarif, renderSarifChange } from './sarif';
import { renderTable } from './table';
import { renderTableChange } from './table-change';

/** The files of the report, and the terminal that shows it. */
export interface RenderContext {
  /** The file of each template, by the template's name. */
  readonly files: ReadonlyMap<string, string>;
  readonly terminal: Terminal;
  /** Finds the lines of resources. Without it, a finding has the file of its template only. */
  readonly placeOf?: PlaceOf;
  /** The files and the lines of the earlier templates, for resources that are gone. */
  readonly earlier?: Pick<RenderContext, 'files' | 'placeOf'>;
  /** The folder of the repository, from which the paths of files start. */
  readonly root?: string;
}

/** A format renders a report or a change as text, in parts that are written one after the other. */
export interface ReviewFormat {
  readonly report: (report: ReviewReport, context: RenderContext) => Iterable<string>;
  /** Whether it leaves out rows of AWS services that act for themselves, unless a reader requests all. */
  readonly hidesServiceRows?: boolean;
  /** Renders a change, and the new report with it if the format is not about the change alone. */
  readonly change: (change: ReviewChange, context: RenderContext, report: ReviewReport) => Iterable<string>;
}

/** All formats. */
export const reviewFormats: Readonly<Record<ReviewFormatName, ReviewFormat>> = {
  table: {
    hidesServiceRows: true,
    report: (report, { terminal }) => [renderTable(report, terminal)],
    change: (change, { terminal }) => [renderTableChange(change, terminal)],
  },
  markdown: {
    hidesServiceRows: true,
    report: (report) => [renderMarkdown(report)],
    change: (change) => [renderMarkdownChange(change)],
  },
  json: { report: (report) => renderJsonChunks(report), change: (change) => renderJsonChangeChunks(change) },
  html: { report: (report) => [renderHtml(report)], change: (change) => [renderHtmlChange(change)] },
  sarif: {
    report: (report, { files, placeOf, root }) => [renderSarif(report, files, { placeOf, root })],
    change: (change, { files, placeOf, root, earlier }, report) => [
      renderSarifChange(change, report, files, { placeOf, root, earlier }),
    ],
  },
};

import { renderHtml, renderHtmlChange } from '../../review/render/html';
import { renderJson, renderJsonChange } from '../../review/render/json';
import { renderMarkdown, renderMarkdownChange } from '../../review/render/markdown';
import { renderSarif } from '../../review/render/sarif';
import { renderTable } from '../../review/render/table';
import { renderTableChange } from '../../review/render/table-change';
import { type ReviewChange, type ReviewReport } from '../../review/review-report';
import { fail } from '../input-file';

export const reviewFormats = ['table', 'markdown', 'json', 'html', 'sarif'] as const;

export type ReviewFormat = (typeof reviewFormats)[number];

/** A report in a format. `files` are those of the templates, for code scanning. */
export function renderReport(report: ReviewReport, format: ReviewFormat, files: ReadonlyMap<string, string>): string {
  if (format === 'sarif') return renderSarif(report, files);
  const render = { table: renderTable, markdown: renderMarkdown, json: renderJson, html: renderHtml }[format];
  return render(report);
}

/** A change in a format. Code scanning compares by itself, so it takes whole reports only. */
export function renderChange(change: ReviewChange, format: ReviewFormat): string {
  if (format === 'sarif') return fail('--format sarif must stand without --against; code scanning compares by itself');
  const render = {
    table: renderTableChange,
    markdown: renderMarkdownChange,
    json: renderJsonChange,
    html: renderHtmlChange,
  }[format];
  return render(change);
}

import { html, type Html } from '../../private/text/html';
import { pusherText, type Summary } from './summary';

/** The words of the column `if` and of the filters. */
const legend = html`<p class="legend">
  <span><span class="decision">allowed</span>: by the policies that were read</span>
  <span><span class="decision conditional">conditional</span>: only under the conditions in its row</span>
  <span><span class="decision unknown">unknown</span>: a value decides that is known only after deployment</span>
</p>`;

/**
 * The start of a page: that the report is narrowed, the numbers, a list of the principals that can push, and the legend.
 *
 * @param notes further sentences.
 * @param isLegendNeeded whether a table follows.
 */
export function htmlSummary(summary: Summary, notes: readonly string[], isLegendNeeded: boolean): Html {
  const { narrowed, counts, pushersHead, pushers, morePushers } = summary;
  const names = [...pushers.map(pusherText), ...morePushers];
  return html`${paragraphs([...narrowed, ...counts, ...(pushersHead === '' ? [] : [pushersHead])])}
  ${
    names.length === 0
      ? ''
      : html`<ul class="pushers">
          ${names.map((name) => html`<li>${name}</li>`)}
        </ul>`
  }
  ${paragraphs(notes)} ${isLegendNeeded ? legend : ''}`;
}

function paragraphs(lines: readonly string[]): Html[] {
  return lines.map((line) => html`<p>${line}</p>`);
}

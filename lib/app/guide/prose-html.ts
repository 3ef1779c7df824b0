import { html, type Html } from '../../private/text/html';
import { type Prose } from './guide-page';

/** A sentence as HTML. Only links that this project writes become links. */
export function proseHtml(words: Prose): readonly Html[] {
  return words.map((word) => {
    if (typeof word === 'string') return html`${word}`;
    return 'code' in word ? html`<code>${word.code}</code>` : html`<a href="${word.address}">${word.text}</a>`;
  });
}

import { shownText } from '../texts/symbolic-text';
import { type Statement } from '../templates/template-graph';

/** Longer than any name or ARN. */
const mostCharacters = 2048;

/** A text of the template for a message. Names and ARNs are never cut. */
export function shown(text: string): string {
  const whole = shownText(text);
  return whole.length <= mostCharacters ? whole : `${whole.slice(0, mostCharacters)}...`;
}

export function quoted(text: string): string {
  return `'${shown(text)}'`;
}

/** The first few texts in one line, and the number of the others. */
export function quotedList(texts: readonly string[]): string {
  const more = texts.length > 3 ? ` and ${texts.length - 3} more` : '';
  return texts.slice(0, 3).map(quoted).join(', ') + more;
}

export function shownStatement({ sid }: Statement): string {
  return sid === undefined ? 'A statement' : `Statement ${quoted(sid)}`;
}

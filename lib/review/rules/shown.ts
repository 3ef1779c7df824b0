import { shownText } from '../texts/symbolic-text';
import { type Statement } from '../templates/template-graph';

/** No name and no ARN is longer. */
const mostCharacters = 2048;

/** A text of the template in a message: names and ARNs are whole. */
export function shown(text: string): string {
  const whole = shownText(text);
  return whole.length <= mostCharacters ? whole : `${whole.slice(0, mostCharacters)}...`;
}

export function quoted(text: string): string {
  return `'${shown(text)}'`;
}

/** Some texts, in one line: the first few, and how many more. */
export function quotedList(texts: readonly string[]): string {
  const more = texts.length > 3 ? ` and ${texts.length - 3} more` : '';
  return texts.slice(0, 3).map(quoted).join(', ') + more;
}

export function shownStatement({ sid }: Statement): string {
  return sid === undefined ? 'A statement' : `Statement ${quoted(sid)}`;
}

import { number } from './counts';
import { plainText } from './plain-text';

/** The first of some texts, then how many more there are: `and 18 more`. */
export function firstOf(texts: readonly string[], most: number, what = ''): string[] {
  if (texts.length <= most) return [...texts];
  const more = `${number(texts.length - most)} more`;
  return [...texts.slice(0, most), `and ${more}${what === '' ? '' : ` ${what}`}`];
}

/** Names in a line: `app, web and 18 more`. */
export function nameList(names: readonly string[], most: number): string {
  const shown = names
    .slice(0, most)
    .map((name) => plainText(repositoryName(name)))
    .join(', ');
  return names.length <= most ? shown : `${shown} and ${number(names.length - most)} more`;
}

/** The name of a repository; a pattern that all repositories match is explained. */
export function repositoryName(name: string): string {
  return name === '*' ? '* (every repository)' : name;
}

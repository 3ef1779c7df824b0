import { number } from './counts';
import { plainText } from './plain-text';

/** The first texts of a list, followed by the number of the others: `and 18 more`. */
export function firstOf(texts: readonly string[], most: number, what = ''): string[] {
  if (texts.length <= most) return [...texts];
  const more = `${number(texts.length - most)} more`;
  return [...texts.slice(0, most), `and ${more}${what === '' ? '' : ` ${what}`}`];
}

/** Names on one line: `app, web and 18 more`. */
export function nameList(names: readonly string[], most: number): string {
  const shown = names
    .slice(0, most)
    .map((name) => plainText(repositoryName(name)))
    .join(', ');
  return names.length <= most ? shown : `${shown} and ${number(names.length - most)} more`;
}

/** The name of a repository, with an explanation of `*`. */
export function repositoryName(name: string): string {
  return name === '*' ? '* (every repository)' : name;
}

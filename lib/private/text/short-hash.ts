import { createHash } from 'node:crypto';

/** A hash of a text in 16 hexadecimal digits. It never changes, because names in templates contain it. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** A text of at most this many characters. A longer text is cut, and ends in a hash, so that two texts stay different. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const ending = `-${shortHash(text).slice(0, 8)}`;
  return `${text.slice(0, most - ending.length)}${ending}`;
}

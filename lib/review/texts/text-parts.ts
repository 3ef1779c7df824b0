import { hasUnresolved, piecesOf } from './symbolic-text';

/**
 * The parts of a text between separators. If there are more than `most`, the last one has the rest of the text. An
 * unresolved value is never cut.
 */
export function partsOf(text: string, separator: string, most = Infinity): string[] {
  if (!hasUnresolved(text)) return plainParts(text, separator, most);
  const parts: string[] = [];
  let part = '';
  for (const piece of piecesOf(text)) {
    if (piece !== separator || parts.length >= most - 1) {
      part += piece;
      continue;
    }
    parts.push(part);
    part = '';
  }
  return [...parts, part];
}

function plainParts(text: string, separator: string, most: number): string[] {
  const parts = text.split(separator);
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
}

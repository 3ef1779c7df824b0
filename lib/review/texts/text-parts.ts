import { piecesOf } from './symbolic-text';

/** The parts of a text between separators, the last with all that follows where there are more. A hole is never cut. */
export function partsOf(text: string, separator: string, most = Infinity): string[] {
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

/** The six parts of an ARN; fewer where it is none. */
export function arnParts(arn: string): string[] {
  return partsOf(arn, ':', 6);
}

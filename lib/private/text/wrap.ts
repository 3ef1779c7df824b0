import { displayWidth, piecesOfWidth } from './display-width';

/** A word that is too long breaks after what separates the parts of an ARN, a subject or a URI, and in `CamelCase`. */
const seams = /(?<=[/:@,.-])|(?<=[a-z])(?=[A-Z])/;

/** The same, but not within an unresolved value, `${...}`. */
const outerSeams = /(?<=[/:@,.-])(?![^${}]*\})|(?<=[a-z])(?=[A-Z])(?![^${}]*\})/;

/**
 * Breaks text into lines of a width, at spaces and else at the seams of long words. A table would cut those, and an
 * access report must not hide the end of a name.
 */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');
}

/** Lines after the first are indented, so that a reader sees where the next entry starts. */
const indent = '  ';

function wrapLine(line: string, width: number): string[] {
  const lines = [''];
  for (const piece of line.split(/(?<= )/).flatMap((word) => pieces(word, width - indent.length))) {
    const current = lines.at(-1) ?? '';
    if (current.trim() !== '' && displayWidth((current + piece).trimEnd()) > width) lines.push(indent + piece);
    else lines[lines.length - 1] = current + piece;
  }
  return lines.map((one) => one.trimEnd());
}

function pieces(word: string, width: number): string[] {
  const fits = (text: string) => displayWidth(text.trimEnd()) <= width;
  if (fits(word)) return [word];
  return word
    .split(outerSeams)
    .flatMap((part) => (fits(part) ? [part] : part.split(seams).flatMap((piece) => piecesOfWidth(piece, width))));
}

/**
 * A template's text may have unresolved values: values of parameters, of imports, or that are known only at deploy. The
 * two characters around such a value's name are in no template, so the result is still a text. Two unresolved values
 * with the same name are equal.
 */
const opening = '\u{E000}';
const closing = '\u{E001}';
const unresolvedValues = /\u{E000}([^\u{E000}\u{E001}]*)\u{E001}/gu;

/** An unresolved value, with the name of its source, such as a parameter. */
export function unresolved(name: string): string {
  return `${opening}${literal(name)}${closing}`;
}

/** A text from a template, without the two characters that mark unresolved values. */
export function literal(text: string): string {
  return text.replace(/[\u{E000}\u{E001}]/gu, '\u{FFFD}');
}

export function hasUnresolved(text: string): boolean {
  return text.includes(opening);
}

/** The unresolved values that replace the `*` and `?` of a pattern: any text and any character. */
const anyText = unresolved('*');
export const anyCharacter = unresolved('?');

/** Returns one text for all texts that a pattern matches. */
export function asAnyMatch(pattern: string): string {
  return pattern.replace(/\*/g, anyText).replace(/\?/g, anyCharacter);
}

/** Whether a text has unresolved values other than those of `asAnyMatch`. */
export function hasUnresolvedAtDeploy(text: string): boolean {
  return hasUnresolved(text.replaceAll(anyText, '').replaceAll(anyCharacter, ''));
}

/** The text as a report shows it: `arn:aws:ecr:${AWS::Region}:...`. A policy variable is shown as in its policy. */
export function shownText(text: string): string {
  return hasUnresolved(text)
    ? text.replace(unresolvedValues, (_, name: string) => (name.startsWith('${') ? name : `\${${name}}`))
    : text;
}

/** The characters of a text, with each unresolved value as one piece. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const match of text.matchAll(unresolvedValues)) {
    pieces.push(...Array.from(text.slice(end, match.index)), match[0]);
    end = match.index + match[0].length;
  }
  pieces.push(...Array.from(text.slice(end)));
  return pieces;
}

/** The parts of a text between delimiters. Delimiters in the name of an unresolved value are ignored. */
export function splitText(text: string, delimiter: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const run of text.split(/(\u{E000}[^\u{E000}\u{E001}]*\u{E001})/u)) {
    const [first = '', ...others] = isUnresolved(run) ? [run] : run.split(delimiter);
    part += first;
    for (const other of others) {
      parts.push(part);
      part = other;
    }
  }
  return [...parts, part];
}

export function isUnresolved(piece: string): boolean {
  return piece.startsWith(opening);
}

const environmentParameter = /AWS::(AccountId|Region|Partition)\u{E001}$/u;

/**
 * Whether a piece is the unresolved account, Region or partition of a template. Its prefix, if any, identifies the
 * template.
 */
export function isUnresolvedEnvironment(piece: string): boolean {
  return environmentParameter.test(piece);
}

/** A text with another one in place of the unresolved account, Region and partition of a template. */
export function withoutEnvironment(text: string, replacement: string): string {
  if (!hasUnresolved(text)) return text;
  return piecesOf(text)
    .map((piece) => (isUnresolvedEnvironment(piece) ? replacement : piece))
    .join('');
}

/** Whether a character is one of the two that mark unresolved values. */
export function isEdgeOfUnresolved(character: string): boolean {
  return character === opening || character === closing;
}

export function isOpening(character: string): boolean {
  return character === opening;
}

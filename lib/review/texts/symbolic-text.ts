/**
 * Text of a template with holes in it: what a parameter, an import or a deploy fills in. A hole stands between two
 * characters that no template may hold, so that text with holes is still a text; two holes of one name are the same.
 */
const opening = '\u{E000}';
const closing = '\u{E001}';
const unresolvedValues = /\u{E000}([^\u{E000}\u{E001}]*)\u{E001}/gu;

/** A text that only the deploy knows, named after what fills it in. */
export function unresolved(name: string): string {
  return `${opening}${literal(name)}${closing}`;
}

/** A text from outside, without the two characters. */
export function literal(text: string): string {
  return text.replace(/[\u{E000}\u{E001}]/gu, '\u{FFFD}');
}

export function hasUnresolved(text: string): boolean {
  return text.includes(opening);
}

/** What stands for the `*` and the `?` of a pattern if the pattern itself is asked about: any text, any character. */
const anyText = unresolved('*');
export const anyCharacter = unresolved('?');

/** A pattern as a text that stands for all texts that it matches. */
export function asAnyMatch(pattern: string): string {
  return pattern.replace(/\*/g, anyText).replace(/\?/g, anyCharacter);
}

/** Whether a text has holes besides those of `asAnyMatch`. */
export function hasUnresolvedAtDeploy(text: string): boolean {
  return hasUnresolved(text.replaceAll(anyText, '').replaceAll(anyCharacter, ''));
}

/** As people read it: `arn:aws:ecr:${AWS::Region}:...`; a policy variable as it stands in its policy. */
export function shownText(text: string): string {
  return hasUnresolved(text)
    ? text.replace(unresolvedValues, (_, name: string) => (name.startsWith('${') ? name : `\${${name}}`))
    : text;
}

/** The characters of a text, each hole as one piece. */
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

/** The parts of a text between delimiters; what a hole is named after is not looked into. */
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

/** Whether a piece is the account, Region or partition of a template; a prefix tells those of several templates apart. */
export function isUnresolvedEnvironment(piece: string): boolean {
  return environmentParameter.test(piece);
}

/** Whether a character is where a hole begins or ends. */
export function isEdgeOfUnresolved(character: string): boolean {
  return character === opening || character === closing;
}

export function isOpening(character: string): boolean {
  return character === opening;
}

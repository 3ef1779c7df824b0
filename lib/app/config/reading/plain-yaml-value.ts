/** Ends the fast reading of a file. The YAML parser then reads it. */
export class UnusualYamlError extends Error {
  public override readonly name = 'UnusualYamlError';
}

/** Ends the fast reading at YAML that is not written in the plainest way. */
export function unusual(): never {
  throw new UnusualYamlError();
}

const mostLevels = 20;
/** A line of this length has no mapping with more keys than a config may have. */
const longestLine = 4000;

const key = /([A-Za-z][\w-]{0,99}): +/y;
const quoted = /'([^']*)'(?!')|"([^"\\]*)"/y;
/** Texts without quotes. A colon or a space belongs to the text only if the next character does. */
const plain = /[\w./](?:[\w./@*+=~$%()!?;-]|:(?=[\w./@*:-])| +(?=[\w./@*+=~$%()!?;-]))*/y;
const plainOnLine = /[\w./](?:[\w./@*+=~$%()!?;,'"-]|:(?=[\w./@*:-])| +(?=[\w./@*+=~$%()!?;,'"-]))*/y;
const comma = / *, */y;
const opening = /([[{]) */y;
const end = / *(?: #.*)?$/y;

/** A value that is on one line: a text, a number, a boolean, or a list or mapping in brackets. */
export function valueOnLine(line: string): unknown {
  if (line.length > longestLine) unusual();
  const cursor = new Cursor(line);
  const value = valueAt(cursor, plainOnLine, 0);
  if (!cursor.match(end)) unusual();
  return value;
}

/** A position in a line. */
class Cursor {
  private position = 0;

  public constructor(private readonly line: string) {}

  /** Moves past the text that the pattern matches at the position. */
  public match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.line);
    if (!found) return undefined;
    this.position = pattern.lastIndex;
    return found;
  }
}

function valueAt(cursor: Cursor, text: RegExp, level: number): unknown {
  const found = cursor.match(text);
  if (found) return resolved(found[0]);
  const [, single, double] = cursor.match(quoted) ?? [];
  if ((single ?? double) !== undefined) return single ?? double;
  const bracket = cursor.match(opening)?.[1];
  if (bracket === undefined || level === mostLevels) return unusual();
  return bracket === '[' ? listAt(cursor, level + 1) : mappingAt(cursor, level + 1);
}

function listAt(cursor: Cursor, level: number): unknown[] {
  const items: unknown[] = [];
  do items.push(valueAt(cursor, plain, level));
  while (cursor.match(comma));
  if (!cursor.match(/ *\]/y)) unusual();
  return items;
}

function mappingAt(cursor: Cursor, level: number): Record<string, unknown> {
  const mapping: Record<string, unknown> = {};
  do {
    const name = cursor.match(key)?.[1] ?? unusual();
    addEntry(mapping, name, valueAt(cursor, plain, level));
  } while (cursor.match(comma));
  if (!cursor.match(/ *\}/y)) unusual();
  return mapping;
}

/** Adds a key. The parser reports a key that is repeated. */
export function addEntry(mapping: Record<string, unknown>, name: string, value: unknown): void {
  if (Object.hasOwn(mapping, name)) unusual();
  mapping[name] = value;
}

/** The value of a text without quotes in the core schema of YAML 1.2. */
function resolved(text: string): unknown {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  return otherThanText.test(text) ? unusual() : text;
}

const otherThanText =
  /^(?:null|true|false|0x[\da-f]+|0o[0-7]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|[-+]?\.(?:inf|nan))$/i;

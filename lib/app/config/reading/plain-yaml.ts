import { addEntry, unusual, UnusualYamlError, valueOnLine } from './plain-yaml-value';

/** A line that is not empty, and its indentation. */
interface Line {
  readonly indent: number;
  readonly text: string;
}

const mostLevels = 20;
const mostKeys = 1000;

/**
 * Reads the YAML that most configs are written in: mappings and lists in blocks, and values that are on one line. It needs
 * a tenth of the time of the YAML parser.
 *
 * @returns undefined for any other text. The parser then reads it, or reports its problems.
 */
export function readPlainYaml(text: string): { readonly data: unknown } | undefined {
  try {
    const lines = new Lines(text);
    const data = block(lines, 0, 0);
    return lines.current === undefined ? { data } : undefined;
  } catch (error) {
    if (error instanceof UnusualYamlError) return undefined;
    throw error;
  }
}

/** The lines of a text, without empty ones and comments. */
class Lines {
  private readonly lines: Line[] = [];
  private position = 0;

  public constructor(text: string) {
    if (/[^\n\x20-\x7e]/.test(text)) unusual();
    let started = false;
    for (const line of text.split('\n')) {
      const indent = line.search(/[^ ]/);
      if (indent < 0 || line[indent] === '#') continue;
      if (started || line !== '---') this.lines.push({ indent, text: line.slice(indent) });
      started = true;
    }
  }

  public get current(): Line | undefined {
    return this.lines[this.position];
  }

  public advance(): void {
    this.position += 1;
  }

  /** Removes the first characters of the current line. */
  public shorten({ indent, text }: Line, length: number): void {
    this.lines[this.position] = { indent: indent + length, text: text.slice(length) };
  }
}

const item = /^- +(?=[^ #])/;
const entry = /^([A-Za-z][\w-]{0,99}):(?: +(?=[^ #])| *$| +#)/;

function block(lines: Lines, indent: number, level: number): unknown {
  if (level > mostLevels) unusual();
  const { current } = lines;
  if (current?.indent !== indent) return unusual();
  return item.test(current.text) ? list(lines, indent, level) : mapping(lines, indent, level);
}

function list(lines: Lines, indent: number, level: number): unknown[] {
  const items: unknown[] = [];
  for (let line = lines.current; line?.indent === indent; line = lines.current) {
    const marker = item.exec(line.text)?.[0];
    if (marker === undefined) break;
    const { length } = marker;
    const text = line.text.slice(length);
    if (item.test(text) || entry.test(text)) {
      lines.shorten(line, length);
      items.push(block(lines, indent + length, level + 1));
    } else {
      lines.advance();
      items.push(valueOnLine(text));
    }
    if (lines.current && lines.current.indent > indent) unusual();
  }
  return items;
}

function mapping(lines: Lines, indent: number, level: number): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let keys = 0;
  for (let line = lines.current; line?.indent === indent; line = lines.current) {
    const { 0: start, 1: key = '' } = entry.exec(line.text) ?? unusual();
    if ((keys += 1) > mostKeys || /^null$/i.test(key)) unusual(); // the parser has another name for the key `null`
    lines.advance();
    const text = line.text.slice(start.length);
    addEntry(values, key, text === '' || start.endsWith('#') ? below(lines, indent, level + 1) : valueOnLine(text));
    if (lines.current && lines.current.indent > indent) unusual();
  }
  return values;
}

/** The value of a key without one on its line. */
function below(lines: Lines, indent: number, level: number): unknown {
  const { current } = lines;
  if (current && current.indent > indent) return block(lines, current.indent, level);
  return current?.indent === indent && item.test(current.text) ? list(lines, indent, level) : null;
}

/** What a workflow file holds. A mapping keeps its order, and what is undefined in it is left out. */
export type YamlValue = string | number | boolean | readonly YamlValue[] | YamlMapping | YamlNote;

export interface YamlMapping {
  readonly [key: string]: YamlValue | undefined;
}

/** A value with words for its reader: in lines above it, or behind it. */
export class YamlNote {
  public constructor(
    public readonly value: YamlValue,
    public readonly above: readonly string[],
    public readonly behind?: string,
  ) {}
}

/** A mapping as YAML. Everything that a parser could take for something else stands in quotes. */
export function yamlText(mapping: YamlMapping): string {
  return `${mappingLines(mapping).join('\n')}\n`;
}

/** Lines of a comment, whatever the words hold. */
export function commentLines(words: readonly string[]): string[] {
  return words.map((line) => `# ${line.replace(/[^\x20-\x7e]/gu, '?')}`.trimEnd());
}

function mappingLines(mapping: YamlMapping): string[] {
  return Object.entries(mapping).flatMap(([key, value]) => (value === undefined ? [] : entryLines(key, value)));
}

function entryLines(key: string, noted: YamlValue): string[] {
  const { value, above, behind } = noted instanceof YamlNote ? noted : new YamlNote(noted, []);
  const [first = '', ...others] = valueLines(value);
  // To YAML 1.1 `on` is a boolean; GitHub reads 1.2, and people write it so.
  const head = `${key === 'on' ? key : scalar(key)}:${first === '' ? '' : ` ${first}`}${behind === undefined ? '' : ` # ${behind}`}`;
  return [...commentLines(above), head, ...others];
}

/** The first line stands beside the key; the others below it. */
function valueLines(value: YamlValue): string[] {
  if (value instanceof YamlNote) return valueLines(value.value);
  if (typeof value === 'string')
    return isBlock(value) ? ['|', ...value.trimEnd().split('\n').map(indented)] : [scalar(value)];
  if (typeof value !== 'object') return [String(value)];
  if (isItems(value)) return value.length === 0 ? ['[]'] : ['', ...value.flatMap(itemLines).map(indented)];
  const lines = mappingLines(value);
  return lines.length === 0 ? ['{}'] : ['', ...lines.map(indented)];
}

function itemLines(item: YamlValue): string[] {
  if (item instanceof YamlNote) return [...commentLines(item.above), ...itemLines(item.value)];
  const [first = '', ...others] = valueLines(item);
  const [head = '', ...rest] = first === '' ? others.map((line) => line.slice(2)) : [first, ...others];
  return [`- ${head}`, ...rest.map(indented)];
}

function isItems(value: readonly YamlValue[] | YamlMapping): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

/** Plain text of some lines, as a script is, which a block shows as it is. */
function isBlock(text: string): boolean {
  return /^[\x21-\x7e][\x20-\x7e]*\n([\x20-\x7e]*\n)*$/.test(text) && !/ \n|\n\n$/.test(text);
}

/** Text of words and expressions, in which nothing means anything to YAML. */
const plain = /^([A-Za-z/]|\$\{\{ [\w.-]+ \}\})(\$\{\{ [\w.-]+ \}\}|[ :]?[\w./@=,-])*$/;
/** Words and numbers that some version of YAML takes for something else than text. */
const notText = /^(true|false|yes|no|on|off|y|n|null|e-?\d+|[-+.]?\d.*)$/i;

function scalar(text: string): string {
  if (plain.test(text) && !notText.test(text)) return text;
  return /^[\x20-\x7e]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : asciiJson(text);
}

/** By code point: half of a pair of surrogates is no character to parsers of YAML. */
function asciiJson(text: string): string {
  return JSON.stringify(text).replace(/[^\x20-\x7e]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

import { Alias, Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { YamlAlias, YamlAnchor, type YamlMapping, YamlNote, YamlScript, type YamlValue } from './yaml-value';

/**
 * Renders a mapping as YAML under the lines of a comment. All of it is ASCII, and YAML 1.1 and 1.2 read the same values,
 * apart from the key `on`.
 */
export function yamlText(mapping: YamlMapping, head: readonly string[] = []): string {
  const document = new Document(nodeOf(mapping), { compat: 'yaml-1.1' });
  document.commentBefore = comment(head) ?? null;
  const text = document.toString({ blockQuote: 'literal', doubleQuotedAsJSON: true, lineWidth: 0, singleQuote: true });
  // YAML 1.1 reads a plain `on` as a boolean. GitHub reads YAML 1.2, and workflows are written without the quotes.
  return text.replace(/^'on':/m, 'on:').replace(/[^\x20-\x7e\n]/gu, escaped);
}

function nodeOf(value: YamlValue): Node {
  if (value instanceof YamlNote) return notedNode(value);
  if (value instanceof YamlScript) return textNode(value.text);
  if (value instanceof YamlAnchor) return anchoredNode(value);
  if (value instanceof YamlAlias) return new Alias(value.name);
  if (typeof value === 'string') return textNode(value);
  if (typeof value !== 'object') return new Scalar(value);
  if (isList(value)) {
    const list = new YAMLSeq<Node>();
    list.items = value.map(nodeOf);
    return list;
  }
  const map = new YAMLMap<Scalar, Node>();
  map.items = Object.entries(value).flatMap(([key, entry]) => (entry === undefined ? [] : [pairOf(key, entry)]));
  return map;
}

function isList(value: readonly YamlValue[] | YamlMapping): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** The comment above an entry belongs to its key: at the value it would be a line below the key. */
function pairOf(name: string, entry: YamlValue): Pair<Scalar, Node> {
  const key = textNode(name);
  const node = nodeOf(entry);
  key.commentBefore = node.commentBefore;
  node.commentBefore = undefined;
  return new Pair(key, node);
}

function anchoredNode({ name, value }: YamlAnchor): Node {
  const node = nodeOf(value);
  if (!(node instanceof Alias)) node.anchor = name;
  return node;
}

function notedNode({ value, above, behind }: YamlNote): Node {
  const node = nodeOf(value);
  node.commentBefore = comment(above);
  node.comment = comment(behind === undefined ? [] : [behind]);
  return node;
}

/** Only double quotes can hold the escape that a character outside ASCII becomes. Editors remove a space before a line end. */
function textNode(text: string): Scalar<string> {
  const node = new Scalar(text);
  if (/[^\x20-\x7e\n]| \n/.test(text)) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

/** The text of a comment, with a space between each `#` and its words. */
function comment(lines: readonly string[]): string | undefined {
  return lines.length === 0
    ? undefined
    : lines.map((line) => ` ${line.replace(/[^\x20-\x7e]/gu, '?')}`.replace(/(?<=.) +$/, '')).join('\n');
}

/** The escape of a character. Half of a surrogate pair is not a character in YAML, so more than 16 bits have another escape. */
function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

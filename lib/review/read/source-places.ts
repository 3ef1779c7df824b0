import { isMap, isScalar } from 'yaml';
import { type TemplateSource } from '../templates/template-graph';
import { ReviewInputError } from './input-error';
import { type CodePlace, type LoadedTemplate } from './loaded-template';
import { readShortText } from './template-file';
import { yamlDocument } from './yaml-document';

/** The places of a resource: in its template, and in the code that creates it, as far as they are known. */
export interface SourcePlace {
  readonly line?: number;
  readonly column?: number;
  /** The call in the app that creates the construct. */
  readonly code?: CodePlace;
}

/** Finds the place of a resource, or of the first of its properties that a text names. */
export type PlaceOf = (source: TemplateSource, text?: string) => SourcePlace;

type Position = readonly [line: number, column: number];

/** The position of a resource, and those of its attributes and properties by their names. */
export interface ResourcePosition {
  readonly at: Position;
  readonly parts: ReadonlyMap<string, Position>;
}

/** Finds the places of resources. It reads a template again only if a resource in it is looked up. */
export function sourcePlaces(templates: readonly LoadedTemplate[]): PlaceOf {
  const byName = new Map(templates.map((template) => [template.name, template]));
  const read = new Map<string, ReadonlyMap<string, ResourcePosition>>();
  return ({ template: name, logicalId, path }, text = '') => {
    const template = byName.get(name);
    if (!template) return {};
    const positions = read.get(name) ?? positionsIn(template.file);
    read.set(name, positions);
    const position = positions.get(logicalId);
    const [line, column] = (position && namedPart(position, text)) ?? [];
    const code = template.code?.get(path);
    return {
      ...(line !== undefined && column !== undefined && { line, column }),
      ...(code && { code }),
    };
  };
}

/** A text may name a property in code, such as `LifecyclePolicy`, or in a word that is no other word, such as DeletionPolicy. */
function namedPart({ at, parts }: ResourcePosition, text: string): Position {
  for (const [word] of text.matchAll(/(?<=`)[A-Z]\w+|\b[A-Z][a-z]+[A-Z]\w*/g)) {
    const part = parts.get(word);
    if (part) return part;
  }
  return at;
}

/** The positions of the resources of a file, by their logical ids. Empty if it cannot be read any more. */
function positionsIn(file: string): ReadonlyMap<string, ResourcePosition> {
  try {
    return resourcePositions(readShortText(file));
  } catch (error) {
    if (error instanceof ReviewInputError) return new Map();
    throw error;
  }
}

/** The offsets of a resource and of its parts in a text. */
interface ResourceOffset {
  readonly at: number;
  readonly parts: Map<string, number>;
}

/** The lines and columns of the resources of a template in JSON or YAML, counted from 1. */
export function resourcePositions(text: string): ReadonlyMap<string, ResourcePosition> {
  const inJson = /^\s*\{/.test(text) ? jsonOffsets(text) : new Map<string, ResourceOffset>();
  const offsets = inJson.size > 0 ? inJson : yamlOffsets(text);
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const positionOf = (offset: number): Position => {
    const line = lineAt(starts, offset);
    return [line, offset - (starts[line - 1] ?? 0) + 1];
  };
  return new Map(
    Array.from(offsets, ([id, { at, parts }]) => [
      id,
      { at: positionOf(at), parts: new Map(Array.from(parts, ([name, offset]) => [name, positionOf(offset)])) },
    ]),
  );
}

/** The number of line starts up to an offset. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Walks over the tokens, which needs no copy of the content and no stack. */
function jsonOffsets(text: string): Map<string, ResourceOffset> {
  const offsets = new Map<string, ResourceOffset>();
  const open: string[] = [];
  let section = '';
  let resource: ResourceOffset | undefined;
  let attribute = '';
  let isKey = false;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    if (token === '{' || token === '[') {
      open.push(token);
      isKey = token === '{';
    } else if (token === '}' || token === ']') {
      open.pop();
      isKey = false;
    } else if (token === ',') isKey = open.at(-1) === '{';
    else if (token === ':') isKey = false;
    else if (isKey && open.length === 1) section = keyText(token);
    else if (isKey && section === 'Resources') {
      if (open.length === 2) offsets.set(keyText(token), (resource = { at: index, parts: new Map() }));
      else if (open.length === 3) resource?.parts.set((attribute = keyText(token)), index);
      else if (open.length === 4 && attribute === 'Properties') resource?.parts.set(keyText(token), index);
    }
  }
  return offsets;
}

/** The text of a key in quotes. Faulty JSON has been refused before. */
function keyText(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}

function yamlOffsets(text: string): Map<string, ResourceOffset> {
  const offsets = new Map<string, ResourceOffset>();
  const read = yamlDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', stringKeys: true });
  const content = 'document' in read ? read.document.contents : undefined;
  const sections = isMap(content) ? content.items : [];
  for (const { key, value } of sections) {
    if (!isScalar(key) || key.value !== 'Resources' || !isMap(value)) continue;
    for (const { key: id, value: content } of value.items) {
      if (isScalar(id)) offsets.set(String(id.value), { at: id.range[0], parts: partsIn(content) });
    }
  }
  return offsets;
}

/** The attributes of a resource in YAML, and its properties. */
function partsIn(resource: unknown): Map<string, number> {
  const attributes = isMap(resource) ? resource.items : [];
  const properties = attributes.flatMap(({ key, value }) =>
    isScalar(key) && key.value === 'Properties' && isMap(value) ? value.items : [],
  );
  return new Map(
    [...attributes, ...properties].flatMap(({ key }) =>
      isScalar(key) && key.range ? [[String(key.value), key.range[0]] as const] : [],
    ),
  );
}

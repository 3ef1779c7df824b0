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

export type PlaceOf = (source: TemplateSource) => SourcePlace;

/** Finds the places of resources. It reads a template again only if a resource in it is looked up. */
export function sourcePlaces(templates: readonly LoadedTemplate[]): PlaceOf {
  const byName = new Map(templates.map((template) => [template.name, template]));
  const read = new Map<string, ReadonlyMap<string, readonly [line: number, column: number]>>();
  return ({ template: name, logicalId, path }) => {
    const template = byName.get(name);
    if (!template) return {};
    const positions = read.get(name) ?? positionsIn(template.file);
    read.set(name, positions);
    const [line, column] = positions.get(logicalId) ?? [];
    const code = template.code?.get(path);
    return {
      ...(line !== undefined && column !== undefined && { line, column }),
      ...(code && { code }),
    };
  };
}

/** The lines and columns of the resources of a file, by their logical ids. Empty if it cannot be read any more. */
function positionsIn(file: string): ReadonlyMap<string, readonly [number, number]> {
  try {
    return resourcePositions(readShortText(file));
  } catch (error) {
    if (error instanceof ReviewInputError) return new Map();
    throw error;
  }
}

/** The lines and columns of the resources of a template in JSON or YAML, counted from 1. */
export function resourcePositions(text: string): ReadonlyMap<string, readonly [number, number]> {
  const inJson = /^\s*\{/.test(text) ? jsonOffsets(text) : new Map<string, number>();
  const offsets = inJson.size > 0 ? inJson : yamlOffsets(text);
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  return new Map(
    [...offsets].map(([id, offset]) => {
      const line = lineAt(starts, offset);
      return [id, [line, offset - (starts[line - 1] ?? 0) + 1]];
    }),
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
function jsonOffsets(text: string): Map<string, number> {
  const offsets = new Map<string, number>();
  const open: string[] = [];
  let section = '';
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
    else if (isKey && open.length === 2 && section === 'Resources') offsets.set(keyText(token), index);
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

function yamlOffsets(text: string): Map<string, number> {
  const offsets = new Map<string, number>();
  const read = yamlDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', stringKeys: true });
  const content = 'document' in read ? read.document.contents : undefined;
  const sections = isMap(content) ? content.items : [];
  for (const { key, value } of sections) {
    if (!isScalar(key) || key.value !== 'Resources' || !isMap(value)) continue;
    for (const { key: id } of value.items) {
      if (isScalar(id)) offsets.set(String(id.value), id.range[0]);
    }
  }
  return offsets;
}

import { type LoadedTemplate } from '../read/loaded-template';
import { hasUnresolved } from '../texts/symbolic-text';
import { expandLoops, hasLoops } from './loops';
import { stackSetTemplates } from './stack-sets';
import { type PreparedTemplate } from './template';
import { type TemplateReader } from './template-reader';
import { TemplateSet } from './template-set';
import { field, isList, scalarText } from './value';

/** Stack sets in stack sets in stack sets are read, but no deeper ones. */
const mostLevels = 3;

/** Reads templates and expands their loops. Templates that their stack sets contain as text are read too. */
export function prepareTemplates(loaded: readonly LoadedTemplate[]): TemplateSet {
  let all: readonly PreparedTemplate[] = loaded;
  let set = readTemplates(all);
  let known = 0;
  for (let level = 0; level < mostLevels; level += 1) {
    const more = set.readers.slice(known).flatMap(stackSetTemplates);
    if (more.length === 0) break;
    known = set.readers.length;
    all = [...all, ...more];
    set = readTemplates(all);
  }
  return set;
}

function readTemplates(loaded: readonly PreparedTemplate[]): TemplateSet {
  if (!loaded.some(({ body }) => hasLoops(body))) return new TemplateSet(loaded);
  const { readers } = new TemplateSet(loaded);
  return new TemplateSet(loaded.map((one, index) => withoutLoops(one, readers[index])));
}

function withoutLoops(loaded: PreparedTemplate, reader: TemplateReader | undefined): PreparedTemplate {
  if (!reader) return loaded;
  return { ...loaded, ...expandLoops(loaded.body, { itemsOf: (collection) => itemsOf(collection, reader) }) };
}

/** The items of a loop's collection, if all are known. CloudFormation accepts no condition there. */
function itemsOf(collection: unknown, reader: TemplateReader): string[] | undefined {
  const hasBranches = isList(collection) && collection.some((item) => field(item, 'Fn::If') !== undefined);
  const value = hasBranches ? undefined : reader.flat.resolve(collection);
  if (!isList(value)) return undefined;
  const items = value.flat().map((item) => scalarText(item));
  return items.every((item): item is string => item !== undefined && !hasUnresolved(item)) ? items : undefined;
}

import { type LoadedTemplate } from '../loaded-template';
import { hasHoles } from '../texts/symbolic-text';
import { expandLoops, hasLoops } from './loops';
import { type PreparedTemplate } from './template';
import { type TemplateReader } from './template-reader';
import { TemplateSet } from './template-set';
import { field, isList, scalarText } from './value';

/** Reads templates, with their loops carried out. */
export function prepareTemplates(loaded: readonly LoadedTemplate[]): TemplateSet {
  if (!loaded.some(({ body }) => hasLoops(body))) return new TemplateSet(loaded);
  const { readers } = new TemplateSet(loaded);
  return new TemplateSet(loaded.map((one, index) => withoutLoops(one, readers[index])));
}

function withoutLoops(loaded: LoadedTemplate, reader: TemplateReader | undefined): PreparedTemplate {
  if (!reader) return loaded;
  return { ...loaded, ...expandLoops(loaded.body, { itemsOf: (collection) => itemsOf(collection, reader) }) };
}

/** The items of a loop's collection, if the template tells all of them. CloudFormation takes no condition there. */
function itemsOf(collection: unknown, reader: TemplateReader): string[] | undefined {
  const hasBranches = isList(collection) && collection.some((item) => field(item, 'Fn::If') !== undefined);
  const value = hasBranches ? undefined : reader.flat.resolve(collection);
  if (!isList(value)) return undefined;
  const items = value.flat().map((item) => scalarText(item));
  return items.every((item): item is string => item !== undefined && !hasHoles(item)) ? items : undefined;
}

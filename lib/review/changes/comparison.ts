import { type GraphTemplate, type TemplateGraph } from '../templates/template-graph';
import { type ComparedResource, comparedResources, type ResourceCases } from './compared-resources';
import { locateGone } from './gone-resources';
import { definitionOf } from './template-conditions';
import { pairTemplates, type TemplatePair } from './template-pairs';

/** A resource in a case of the conditions of its template, before and now. */
export interface ResourcePair {
  readonly before: ComparedResource;
  readonly after: ComparedResource;
}

/** A resource that its template no longer has, and another one with the same name, if there is one. */
export interface GoneResource {
  readonly before: ComparedResource;
  readonly movedTo?: ComparedResource;
  /** Whether that is in the same template, with another logical id. */
  readonly isWithinTemplate?: boolean;
  /** A resource of the same type that the template has in its place, with another logical id and name. */
  readonly successor?: ComparedResource;
  /** The type that its logical id has now, if that is another one. */
  readonly newType?: string;
  /** A resource without a fixed name in another stack that seems to be the same one for the app. */
  readonly recreated?: ComparedResource;
  /** Conditions of the template under which it is gone. It is gone in any case if there are none. */
  readonly unless?: string;
}

/** The parts that two graphs have in common, and those that only one has. */
export interface Comparison {
  readonly before: TemplateGraph;
  readonly after: TemplateGraph;
  readonly templates: readonly TemplatePair[];
  /** Stacks or files that no template of the new review is a version of. */
  readonly goneTemplates: readonly GraphTemplate[];
  readonly kept: readonly ResourcePair[];
  readonly gone: readonly GoneResource[];
  /** The resources of stacks and files that are gone as a whole, except those that moved. */
  readonly leftBehind: ReadonlyMap<GraphTemplate, readonly ComparedResource[]>;
  /** Nested stacks whose templates only one of the reviews could read. */
  readonly unreadNested: readonly GraphTemplate[];
}

/** Compares two graphs: the templates first, then their resources by logical ids, then by their names in AWS. */
export function compareGraphs(before: TemplateGraph, after: TemplateGraph): Comparison {
  const { pairs, gone: goneTemplates } = pairTemplates(before.templates, after.templates);
  const newNames = new Map(pairs.map((pair) => [pair.before, pair.after.name]));
  const now = new Map(comparedResources(after).map((one) => [keyOf(one.template.name, one.logicalId), one]));
  const keptKeys = new Set<string>();
  const kept: ResourcePair[] = [];
  const typesNow = new Map(after.resources.map(({ type, source }) => [keyOf(source.template, source.logicalId), type]));
  const lost: ResourceCases[] = [];
  const newTypes = new Map<ComparedResource, string>();
  const partly: GoneResource[] = [];
  for (const were of comparedResources(before)) {
    const name = newNames.get(were.template);
    const key = name === undefined ? undefined : keyOf(name, were.logicalId);
    const are = key === undefined ? undefined : now.get(key);
    if (key === undefined || are?.cases[0].resource.type !== were.cases[0].resource.type) {
      lost.push(were);
      const newType = key === undefined ? undefined : typesNow.get(key);
      if (newType !== undefined) newTypes.set(were.cases[0], newType);
    } else {
      keptKeys.add(key);
      kept.push(...casePairs(were, are));
      partly.push(...conditionalLoss(were, are));
    }
  }
  const added = [...now].flatMap(([key, { cases }]) => (keptKeys.has(key) ? [] : cases));
  const unreadNested = unreadStacks(goneTemplates, pairs, after);
  const unread = withNested(unreadNested, before.templates);
  const found = lost.filter(({ template }) => !unread.has(template)).flatMap(({ cases }) => cases);
  const goneResources = locateGone(found, added, newNames, newTypes);
  const roots = new Map(goneTemplates.filter(isRoot).map((template) => [template.name, template]));
  const rootOf = rootFinder(before.templates);
  const isLeft = ({ before: { template }, movedTo }: GoneResource) =>
    movedTo === undefined && roots.has(rootOf(template).name);
  const leftBehind = new Map<GraphTemplate, ComparedResource[]>([...roots.values()].map((template) => [template, []]));
  for (const one of goneResources.filter(isLeft)) leftBehind.get(rootOf(one.before.template))?.push(one.before);
  return {
    before,
    after,
    templates: pairs,
    goneTemplates: [...roots.values()],
    kept,
    gone: [...goneResources.filter((one) => !isLeft(one) || one.recreated !== undefined), ...partly],
    leftBehind,
    unreadNested,
  };
}

function keyOf(template: string, logicalId: string): string {
  return `${template}\0${logicalId}`;
}

function isRoot({ nestedIn }: GraphTemplate): boolean {
  return nestedIn === undefined;
}

/** Cases with the same conditions belong together, else all that do not contradict each other. */
function casePairs(were: ResourceCases, are: ResourceCases): ResourcePair[] {
  return are.cases.flatMap((after) => {
    const same = were.cases.filter(({ resource }) => resource.when.join() === after.resource.when.join());
    const all = same.length > 0 ? same : were.cases.filter((before) => canBothBe(before, after));
    return all.map((before) => ({ before, after }));
  });
}

function canBothBe({ resource: one }: ComparedResource, { resource: other }: ComparedResource): boolean {
  return !one.when.some((text) => other.when.includes(negated(text)));
}

function negated(condition: string): string {
  return condition.startsWith('not ') ? condition.slice('not '.length) : `not ${condition}`;
}

/** A resource that exists only under a condition now, and that existed without it before. */
function conditionalLoss(were: ResourceCases, are: ResourceCases): GoneResource[] {
  const [{ resource }] = are.cases;
  const common = resource.when.filter((text) => are.cases.every((one) => one.resource.when.includes(text)));
  // The same condition may have another name.
  const known = new Set(were.cases.flatMap((one) => one.resource.when.map((text) => definitionOf(one.template, text))));
  const fresh = common.filter(
    (text) =>
      !were.cases.some((one) => one.resource.when.includes(text)) && !known.has(definitionOf(are.template, text)),
  );
  const [unless] = fresh;
  return unless === undefined ? [] : [{ before: were.cases[0], unless }];
}

/** Nested stacks that are still there, but whose templates could not be read this time. */
function unreadStacks(
  gone: readonly GraphTemplate[],
  pairs: readonly TemplatePair[],
  { resources }: TemplateGraph,
): GraphTemplate[] {
  const nested = gone.filter((template) => !isRoot(template));
  if (nested.length === 0) return [];
  const parents = new Map(pairs.map((pair) => [pair.before.name, pair.after.name]));
  const stacks = new Set(
    resources
      .filter(({ type }) => /::(Stack|Application|StackSet)$/.test(type))
      .map(({ source }) => keyOf(source.template, source.logicalId)),
  );
  return nested.filter(({ nestedIn }) => {
    const parent = nestedIn && parents.get(nestedIn.template);
    return parent !== undefined && stacks.has(keyOf(parent, nestedIn?.logicalId ?? ''));
  });
}

/** Templates and all that are nested in them. */
function withNested(some: readonly GraphTemplate[], all: readonly GraphTemplate[]): ReadonlySet<GraphTemplate> {
  const names = new Set(some.map(({ name }) => name));
  // A nested template comes after the one that it is in.
  for (const { name, nestedIn } of all) if (nestedIn && names.has(nestedIn.template)) names.add(name);
  return new Set(all.filter(({ name }) => names.has(name)));
}

function rootFinder(all: readonly GraphTemplate[]): (template: GraphTemplate) => GraphTemplate {
  const byName = new Map(all.map((template) => [template.name, template]));
  const rootOf = (template: GraphTemplate): GraphTemplate => {
    const parent = template.nestedIn && byName.get(template.nestedIn.template);
    return parent ? rootOf(parent) : template;
  };
  return rootOf;
}

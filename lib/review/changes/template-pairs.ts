import { groupedBy } from '../../private/values/grouped-by';
import { type DeployEnvironment, type GraphTemplate } from '../templates/template-graph';
import { hasUnresolved } from '../texts/symbolic-text';

/** A template as it was before and as it is now. */
export interface TemplatePair {
  readonly before: GraphTemplate;
  readonly after: GraphTemplate;
}

/** The templates of two reviews that are versions of each other, and those without another version. */
export interface TemplatePairs {
  readonly pairs: readonly TemplatePair[];
  readonly gone: readonly GraphTemplate[];
  readonly added: readonly GraphTemplate[];
}

/** A way to find a template again: its key must be the key of only one other. */
type KeyOf = (template: GraphTemplate) => string;

const keys: readonly KeyOf[] = [
  ({ identity, env }) => JSON.stringify([identity, env.account, env.region]),
  ({ identity }) => identity,
  ({ name }) => name,
];

/**
 * Pairs the templates of two reviews: stacks by their name, account and Region, files by their path in their folder, and
 * nested stacks by the resource that creates them. If there is one file, it is a version of the one file or stack before, under any name.
 */
export function pairTemplates(before: readonly GraphTemplate[], after: readonly GraphTemplate[]): TemplatePairs {
  const pairs: TemplatePair[] = [];
  let left: Sides = [before.filter(isRoot), after.filter(isRoot)];
  const [roots, newRoots] = left;
  for (const keyOf of keys) left = takePairs(left, keyOf, pairs);
  const [[one], [other]] = left;
  if (one && other && roots.length === 1 && newRoots.length === 1 && !(one.isStack && other.isStack)) {
    pairs.push({ before: one, after: other });
  }
  addNested(pairs, before, after);
  const known = new Set(pairs.flatMap((pair) => [pair.before, pair.after]));
  return {
    pairs,
    gone: before.filter((template) => !known.has(template)),
    added: after.filter((template) => !known.has(template)),
  };
}

function isRoot({ nestedIn }: GraphTemplate): boolean {
  return nestedIn === undefined;
}

type Sides = readonly [before: readonly GraphTemplate[], after: readonly GraphTemplate[]];

/** Adds the pairs whose key is unique on both sides, and returns the others. */
function takePairs([before, after]: Sides, keyOf: KeyOf, pairs: TemplatePair[]): Sides {
  const [were, are] = [before, after].map(
    (side) => new Map(groupedBy(side, keyOf).map((group) => [keyOf(group[0]), group] as const)),
  );
  const taken = new Set<GraphTemplate>();
  for (const [key, [one, ...more]] of were ?? []) {
    const [other, ...others] = are?.get(key) ?? [];
    if (!other || more.length > 0 || others.length > 0 || !mayBeSame(one.env, other.env)) continue;
    pairs.push({ before: one, after: other });
    taken.add(one).add(other);
  }
  return [before.filter((one) => !taken.has(one)), after.filter((one) => !taken.has(one))];
}

/** Whether two environments are the same, as far as they are known. A stack of another account is another stack. */
function mayBeSame(one: DeployEnvironment, other: DeployEnvironment): boolean {
  const isSame = (first: string, second: string) => first === second || hasUnresolved(first) || hasUnresolved(second);
  return isSame(one.account, other.account) && isSame(one.region, other.region);
}

/** A list grows while it is read, because nested stacks may have nested stacks. */
function addNested(pairs: TemplatePair[], before: readonly GraphTemplate[], after: readonly GraphTemplate[]): void {
  const [were, are] = [before, after].map(
    (side) =>
      new Map(
        groupedBy(
          side.filter((template) => !isRoot(template)),
          ({ nestedIn }) => nestedIn?.template ?? '',
        ).map((group) => [group[0].nestedIn?.template ?? '', group] as const),
      ),
  );
  for (const pair of pairs) {
    const children = new Map(are?.get(pair.after.name)?.map((child) => [child.nestedIn?.logicalId, child]));
    for (const child of were?.get(pair.before.name) ?? []) {
      const other = children.get(child.nestedIn?.logicalId);
      if (other) pairs.push({ before: child, after: other });
    }
  }
}

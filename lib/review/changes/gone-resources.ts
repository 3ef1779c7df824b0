import { type GraphTemplate } from '../templates/template-graph';
import { type ComparedResource } from './compared-resources';
import { type GoneResource } from './comparison';

/**
 * Finds gone resources among the new ones: by their names in AWS, as the one that is new in their place, or as one without a
 * name in another stack.
 *
 * @param newNames the names of the templates now.
 * @param newTypes the types that the logical ids of gone resources have now, if they have any.
 */
export function locateGone(
  found: readonly ComparedResource[],
  added: readonly ComparedResource[],
  newNames: ReadonlyMap<GraphTemplate, string>,
  newTypes: ReadonlyMap<ComparedResource, string>,
): GoneResource[] {
  const byIdentity = new Map(added.map((one) => [one.identity, one]));
  const isMoved = (one: ComparedResource) => one.identity !== undefined && byIdentity.has(one.identity);
  const identities = new Set(found.filter(isMoved).map(({ identity }) => identity));
  const placeOf = (template: string, one: ComparedResource) => JSON.stringify([template, one.resource.type]);
  const fresh = onlyOnes(
    added.filter(({ identity }) => identity === undefined || !identities.has(identity)),
    (one) => placeOf(one.template.name, one),
  );
  const old = onlyOnes(
    found.filter((one) => !isMoved(one)),
    (one) => placeOf(newNames.get(one.template) ?? '', one),
  );
  const recreatedFrom = recreations(found, added, newNames);
  return found.map((before) => {
    const newType = newTypes.get(before);
    if (newType !== undefined) return { before, newType };
    const movedTo = before.identity === undefined ? undefined : byIdentity.get(before.identity);
    if (movedTo) return { before, movedTo, isWithinTemplate: newNames.get(before.template) === movedTo.template.name };
    const place = placeOf(newNames.get(before.template) ?? '', before);
    const successor = old.get(place) === before ? fresh.get(place) : undefined;
    if (successor) return { before, successor };
    const recreated = recreatedFrom(before);
    return { before, ...(recreated && { recreated }) };
  });
}

/** The lowest rank of resources whose content is lost if they are created anew: images, keys, secrets and buckets. */
const holdsContent = 1;

/**
 * Finds a resource without a fixed name in another stack of its account and Region. It has the same logical id or end of its path,
 * or it is the only new one of its type.
 */
function recreations(
  found: readonly ComparedResource[],
  added: readonly ComparedResource[],
  newNames: ReadonlyMap<GraphTemplate, string>,
): (before: ComparedResource) => ComparedResource | undefined {
  const isUnnamed = ({ identity, type }: ComparedResource) => identity === undefined && type.rank <= holdsContent;
  const [old, fresh] = [found.filter(isUnnamed), added.filter(isUnnamed)];
  const placeOf = ({ resource: { type, env } }: ComparedResource) => JSON.stringify([type, env.account, env.region]);
  const keys: readonly ((one: ComparedResource) => string)[] = [
    (one) => JSON.stringify([placeOf(one), one.resource.source.logicalId]),
    (one) => JSON.stringify([placeOf(one), one.resource.source.path.split('/').slice(1).join('/')]),
    placeOf,
  ];
  const tables = keys.map((keyOf) => ({ keyOf, old: onlyOnes(old, keyOf), fresh: onlyOnes(fresh, keyOf) }));
  return (before) => {
    for (const { keyOf, old: were, fresh: are } of tables) {
      const other = were.get(keyOf(before)) === before ? are.get(keyOf(before)) : undefined;
      if (other && other.template.name !== newNames.get(before.template)) return other;
    }
    return undefined;
  };
}

/** The items whose key no other item has. */
function onlyOnes<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T | undefined> {
  const only = new Map<string, T | undefined>();
  for (const item of items) {
    const key = keyOfItem(item);
    only.set(key, only.has(key) ? undefined : item);
  }
  return only;
}

import { type TemplateGraph, type TemplateSource } from '../templates/template-graph';
import { oncePerGraph } from './once-per-graph';
import { type Sighting } from './review-rule';
import { shown } from './shown';

/** The names of the resources that have several, by their sources: conditions of a template decide between them. */
const otherNamesIn = oncePerGraph(({ identities, repositories }: TemplateGraph): ReadonlyMap<string, string[]> => {
  const names = new Map<string, Set<string>>();
  for (const { resource, name } of [...identities, ...repositories]) {
    const key = placeOf(resource.source);
    const some = names.get(key);
    if (some) some.add(shown(name));
    else names.set(key, new Set([shown(name)]));
  }
  return new Map([...names].filter(([, some]) => some.size > 1).map(([key, some]) => [key, [...some].sort()]));
});

/** Stands for a name that differs; no message holds it. */
const nameMark = '\u0000';

/** A resource that may have several names is reported once, with all of them. */
export function oncePerName(sightings: readonly Sighting[], graph: TemplateGraph): readonly Sighting[] {
  const names = otherNamesIn(graph);
  if (names.size === 0) return sightings;
  const found = new Map<string, { readonly sighting: Sighting; readonly named: string[] }>();
  for (const sighting of sightings) {
    const all = names.get(placeOf(sighting.source)) ?? [];
    const name = all.find((one) => sighting.message.includes(`'${one}'`));
    const message = name === undefined ? sighting.message : sighting.message.replaceAll(`'${name}'`, nameMark);
    const key = JSON.stringify([placeOf(sighting.source), sighting.severity, message]);
    const known = found.get(key) ?? { sighting: { ...sighting, message }, named: [] };
    if (name !== undefined && !known.named.includes(name)) known.named.push(name);
    found.set(key, known);
  }
  return [...found.values()].map(({ sighting, named }) => ({
    ...sighting,
    message:
      named.length === 0
        ? sighting.message
        : sighting.message.replaceAll(nameMark, () =>
            [...named]
              .sort()
              .map((one) => `'${one}'`)
              .join(' or '),
          ),
  }));
}

function placeOf({ template, logicalId }: TemplateSource): string {
  return `${template}\n${logicalId}`;
}

import { type LoadedTemplate } from '../read/loaded-template';
import { type Place, type ReviewAssumption } from './template-graph';
import { hasHoles } from '../texts/symbolic-text';
import { knownPlace } from './place';
import { type PlaceEvidence, type PlaceTexts, placeTexts } from './place-evidence';
import { prepareTemplates } from './prepare-templates';
import { type PseudoParameterUses, pseudoParameterUses } from './pseudo-parameters';

/** Templates with the parts of their places that their own texts tell. */
export interface PlacedTemplates {
  readonly templates: readonly LoadedTemplate[];
  /** What was inferred. */
  readonly assumptions: readonly ReviewAssumption[];
}

/** The parts of a place, in the order in which they are inferred: a Region tells its partition. */
const parts: readonly PlacePart[] = [
  { part: 'account', pseudoParameter: 'AWS::AccountId', shown: 'account' },
  { part: 'region', pseudoParameter: 'AWS::Region', shown: 'Region' },
  { part: 'partition', pseudoParameter: 'AWS::Partition', shown: 'partition' },
];

interface PlacePart {
  readonly part: keyof Place;
  readonly pseudoParameter: string;
  readonly shown: string;
}

/** A template and all that are nested in it: they go to one place. */
interface Family {
  readonly members: readonly LoadedTemplate[];
  readonly texts: PlaceTexts;
  readonly uses: readonly PseudoParameterUses[];
  place: Partial<Place>;
}

/**
 * Fills in the account, the Region and the partition of templates whose places are not given, if their own texts tell
 * them without contradiction. Templates whose texts tell nothing go to the place of the others, if these agree.
 */
export function inferPlaces(loaded: readonly LoadedTemplate[]): PlacedTemplates {
  const isWhole = ({ place }: LoadedTemplate): boolean => !parts.some(({ part }) => isOpen(place, part));
  if (loaded.every(isWhole)) return { templates: loaded, assumptions: [] };
  const families = familiesOf(loaded);
  const assumptions = parts.flatMap((part) => inferPart(part, families));
  const placed = new Map(families.flatMap(({ members, place }) => members.map((one) => [one, place] as const)));
  return {
    templates: loaded.map((one) => ({ ...one, place: { ...placed.get(one), ...one.place } })),
    assumptions,
  };
}

function isOpen(place: Partial<Place>, part: keyof Place): boolean {
  return hasHoles(knownPlace(place)[part]);
}

function familiesOf(loaded: readonly LoadedTemplate[]): Family[] {
  const { readers } = prepareTemplates(loaded);
  const indexes = new Map(loaded.map(({ name }, index) => [name, index] as const).reverse());
  const byRoot = new Map<number, number[]>();
  for (const index of loaded.keys()) {
    const root = rootOf(index, loaded, indexes);
    byRoot.set(root, [...(byRoot.get(root) ?? []), index]);
  }
  return [...byRoot].map(([root, members]) => {
    const place = loaded[root]?.place ?? {};
    return {
      members: members.flatMap((index) => loaded[index] ?? []),
      texts: placeTexts(
        members.flatMap((index) => readers[index] ?? []),
        place,
      ),
      uses: members.map((index) => pseudoParameterUses(loaded[index]?.body)),
      place,
    };
  });
}

/** The template that a nested one belongs to at last. */
function rootOf(index: number, loaded: readonly LoadedTemplate[], indexes: ReadonlyMap<string, number>): number {
  const passed = new Set<number>();
  let root = index;
  while (!passed.has(root)) {
    passed.add(root);
    root = indexes.get(loaded[root]?.nestedIn?.template ?? '') ?? root;
  }
  return root;
}

/** What the texts of a family tell of a part. */
function toldBy({ texts }: Family, { part }: PlacePart): PlaceEvidence | undefined {
  return texts.evidence.find((one) => one.part === part);
}

/** Whether nothing in a family contradicts a value. Conditions that ask for a part say that there are several values. */
function allows({ texts, uses }: Family, { part, pseudoParameter }: PlacePart, value: string): boolean {
  if (uses.some(({ deciding }) => deciding.has(pseudoParameter))) return false;
  return [...texts.mentioned[part]].every((one) => one === value);
}

function inferPart(part: PlacePart, families: readonly Family[]): ReviewAssumption[] {
  const open = families.filter(({ place }) => isOpen(place, part.part));
  const telling = open.flatMap((family) => {
    const told = toldBy(family, part);
    return told && allows(family, part, told.value) ? [told] : [];
  });
  const shared = telling.every(({ value }) => value === telling[0]?.value) ? telling[0] : undefined;
  const byValue = new Map<string, InferredPart>();
  for (const family of open) {
    const own = toldBy(family, part);
    const evidence = own ?? shared;
    if (!evidence || !allows(family, part, evidence.value)) continue;
    family.place = { ...family.place, [part.part]: evidence.value };
    const inferred = byValue.get(evidence.value) ?? { evidence, silent: [], matters: false };
    byValue.set(evidence.value, inferred);
    if (own === undefined) inferred.silent.push(...family.members);
    inferred.matters ||= part.part !== 'partition' || family.uses.some(({ all }) => all.has(part.pseudoParameter));
  }
  return [...byValue.values()].filter(({ matters }) => matters).map((inferred) => assumptionOf(part, inferred));
}

interface InferredPart {
  readonly evidence: PlaceEvidence;
  /** Templates whose own texts tell nothing. */
  readonly silent: LoadedTemplate[];
  /** A partition that no pseudo parameter asks for is that of all ARNs, and needs no mention. */
  matters: boolean;
}

function assumptionOf(
  { shown }: PlacePart,
  { evidence: { value, why, source }, silent }: InferredPart,
): ReviewAssumption {
  const others = silent.length === 1 ? '1 other template names' : `${silent.length} other templates name`;
  const more = silent.length === 0 ? '' : `; ${others} no ${shown}`;
  return { what: `${shown} ${value}`, why: `${why}${more}`, source };
}

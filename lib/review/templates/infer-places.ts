import { type LoadedTemplate } from '../loaded-template';
import { type Place, type ReviewAssumption } from '../template-graph';
import { hasHoles } from '../texts/symbolic-text';
import { knownPlace } from './place';
import { type PlaceEvidence, placeEvidence } from './place-evidence';
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
  readonly evidence: readonly PlaceEvidence[];
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
      evidence: placeEvidence(
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

type Told = PlaceEvidence | 'contradiction' | undefined;

/** What the texts of a family tell of a part. Conditions that ask for it say that it is not one. */
function toldBy({ evidence, uses }: Family, { part, pseudoParameter }: PlacePart): Told {
  const about = evidence.filter((one) => one.part === part);
  const [first] = about;
  if (uses.some(({ deciding }) => deciding.has(pseudoParameter))) return 'contradiction';
  return about.every(({ value }) => value === first?.value) ? first : 'contradiction';
}

function inferPart(part: PlacePart, families: readonly Family[]): ReviewAssumption[] {
  const open = families.filter(({ place }) => isOpen(place, part.part));
  const told = new Map(open.map((family) => [family, toldBy(family, part)] as const));
  const telling = [...told.values()].filter((one) => typeof one === 'object');
  const shared = telling.every(({ value }) => value === telling[0]?.value) ? telling[0] : undefined;
  const byValue = new Map<string, InferredPart>();
  for (const [family, own] of told) {
    const evidence = own ?? shared;
    if (evidence === undefined || evidence === 'contradiction') continue;
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

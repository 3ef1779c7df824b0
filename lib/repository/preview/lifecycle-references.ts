import { InvalidInputError } from '../../private/validation/validation';
import { type LifecycleImage } from './lifecycle-images';
import { type Mark } from './lifecycle-marks';
import { reasonOf } from './lifecycle-reason';
import { type LifecycleRuleJson } from '../lifecycle/lifecycle-rule';

/** How manifests refer to one another, by digest. */
export interface ImageReferences {
  /** The images that a manifest list holds. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** The image that a referrer is about. */
  readonly subjects: ReadonlyMap<string, string>;
}

/** What becomes of an image in the end. */
export interface Outcome {
  readonly action: 'expire' | 'archive' | 'keep';
  /** The rule that takes the image, itself or the one that it refers to. */
  readonly rule?: LifecycleRuleJson;
  readonly reason: string;
}

/**
 * Holds back what others need: an image "referenced by a manifest list cannot be expired or archived without the
 * manifest list being deleted or archived first", and what refers to an image goes when that goes and not before.
 *
 * Rules select and count parts and referrers like all images: they are images of the repository.
 *
 * @throws where manifests refer to one another in a circle, which digests can't.
 */
export function followReferences(
  images: readonly LifecycleImage[],
  marks: readonly Mark[],
  references: ImageReferences,
): Outcome[] {
  const needs = needsOf(images, references);
  const alone = new SharedOutcomes();
  const outcomes = images.map((image, index) => alone.of(marks[index] ?? unmarked, image));
  for (const index of inOrder(needs, images)) {
    const [image, outcome, need] = [images[index], outcomes[index], needs.get(index)];
    if (image && outcome && need) outcomes[index] = outcomeOf(image, outcome, need, images, outcomes);
  }
  return outcomes;
}

const unmarked: Mark = { taken: false };

/** What becomes of images by the rules alone: one outcome for all images of a mark and a storage class. */
class SharedOutcomes {
  private readonly standard = new Map<Mark, Outcome>();
  private readonly archived = new Map<Mark, Outcome>();

  public of(mark: Mark, image: LifecycleImage): Outcome {
    const outcomes = image.archived ? this.archived : this.standard;
    const known = outcomes.get(mark);
    if (known) return known;
    const outcome = markOutcome(mark, image);
    outcomes.set(mark, outcome);
    return outcome;
  }
}

/** What an image depends on, as places in the list of images. */
interface Need {
  subject?: number;
  readonly parents: number[];
}

/** Most images depend on no other: those are left out. */
function needsOf(images: readonly LifecycleImage[], { children, subjects }: ImageReferences): Map<number, Need> {
  const needs = new Map<number, Need>();
  if (children.size === 0 && subjects.size === 0 && !images.some(({ subject }) => subject !== undefined)) return needs;
  const places = new Map(images.map(({ digest }, index) => [digest, index]));
  const needOf = (index: number): Need => {
    const need = needs.get(index) ?? { parents: [] };
    needs.set(index, need);
    return need;
  };
  images.forEach(({ digest, subject = subjects.get(digest) }, index) => {
    const place = subject === undefined ? undefined : places.get(subject);
    if (place !== undefined) needOf(index).subject = place;
    for (const child of children.get(digest) ?? []) {
      const childPlace = places.get(child);
      if (childPlace !== undefined) needOf(childPlace).parents.push(index);
    }
  });
  return needs;
}

function outcomeOf(
  image: LifecycleImage,
  alone: Outcome,
  { subject, parents }: Need,
  images: readonly LifecycleImage[],
  outcomes: readonly Outcome[],
): Outcome {
  const own = subject === undefined ? alone : withSubject(image, images[subject], outcomes[subject]);
  if (own.action === 'keep') return own;
  const parent = parents.find((index) => outcomes[index]?.action === 'keep' && images[index]?.archived === false);
  const holder = parent === undefined ? undefined : images[parent];
  return holder ? { action: 'keep', reason: `part of ${shortDigest(holder.digest)}, which stays` } : own;
}

function markOutcome(mark: Mark, image: LifecycleImage): Outcome {
  const reason = reasonOf(mark, image);
  if (!mark.taken || !mark.rule) return { action: 'keep', reason };
  return { action: mark.rule.action.type === 'transition' ? 'archive' : 'expire', rule: mark.rule, reason };
}

function withSubject(image: LifecycleImage, subject?: LifecycleImage, outcome?: Outcome): Outcome {
  const name = shortDigest(subject?.digest ?? '');
  if (outcome?.action === 'archive' && image.archived) return { action: 'keep', reason: 'archived already' };
  return outcome === undefined || outcome.action === 'keep'
    ? { action: 'keep', reason: `refers to ${name}, which stays` }
    : { ...outcome, reason: `goes with ${name}, to which it refers` };
}

/** The images that depend on others, each after all that it depends on. */
function inOrder(needs: ReadonlyMap<number, Need>, images: readonly LifecycleImage[]): number[] {
  const waiting = new Map<number, number>();
  const dependents = new Map<number, number[]>();
  for (const [index, { subject, parents }] of needs) {
    const needed = (subject === undefined ? parents : [subject, ...parents]).filter((place) => needs.has(place));
    waiting.set(index, needed.length);
    for (const place of needed) {
      const others = dependents.get(place);
      if (others) others.push(index);
      else dependents.set(place, [index]);
    }
  }
  const order = [...waiting].flatMap(([index, left]) => (left === 0 ? [index] : []));
  // The list grows while it is walked: an image joins it when the last one that it waits for has.
  for (const index of order) {
    for (const dependent of dependents.get(index) ?? []) {
      const left = (waiting.get(dependent) ?? 0) - 1;
      waiting.set(dependent, left);
      if (left === 0) order.push(dependent);
    }
  }
  if (order.length < needs.size) refuseCircle(waiting, images);
  return order;
}

function refuseCircle(waiting: ReadonlyMap<number, number>, images: readonly LifecycleImage[]): never {
  const stuck = [...waiting].flatMap(([index, left]) => (left > 0 ? [images[index]?.digest ?? ''] : [])).sort();
  throw new InvalidInputError(
    `\`manifests\` must not refer to one another in a circle, got one that leads to '${stuck[0] ?? ''}'; ` +
      'digests make that impossible, so take them from the registry again',
  );
}

/** Enough of a digest to tell images of a repository apart, as docker shows it. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

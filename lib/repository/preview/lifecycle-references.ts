import { InvalidInputError } from '../../private/validation/validation';
import { type LifecycleImage } from './lifecycle-images';
import { type Mark } from './lifecycle-marks';
import { reasonOf } from './lifecycle-reason';
import { type LifecycleRuleJson } from '../lifecycle/lifecycle-rule';

/** How manifests refer to one another, by digest. */
export interface ImageReferences {
  /** The images of a manifest list. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** The image that a referrer, such as a signature, refers to. */
  readonly subjects: ReadonlyMap<string, string>;
}

/** The final action for an image. */
export interface Outcome {
  readonly action: 'expire' | 'archive' | 'keep';
  /** The rule that takes the image, or the image that it refers to. */
  readonly rule?: LifecycleRuleJson;
  readonly reason: string;
}

/**
 * Keeps images that other images need. The guide says: an image "referenced by a manifest list cannot be expired or archived
 * without the manifest list being deleted or archived first". A referrer, such as a signature, expires with its image and not
 * before.
 *
 * Rules select and count the images of an index and referrers like all other images.
 *
 * @throws if manifests refer to one another in a circle, which is impossible for digests.
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

/** The outcomes by the rules alone. All images with one mark and one storage class share an outcome. */
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

/** The images that an image depends on, by their index in the list of images. */
interface Need {
  subject?: number;
  readonly parents: number[];
}

/** The dependencies of images. Most images have none and are omitted. */
function needsOf(images: readonly LifecycleImage[], { children, subjects }: ImageReferences): Map<number, Need> {
  const needs = new Map<number, Need>();
  if (children.size === 0 && subjects.size === 0 && !images.some(({ subject }) => subject !== undefined)) return needs;
  const indexes = new Map(images.map(({ digest }, index) => [digest, index]));
  const needOf = (index: number): Need => {
    const need = needs.get(index) ?? { parents: [] };
    needs.set(index, need);
    return need;
  };
  images.forEach(({ digest, subject = subjects.get(digest) }, index) => {
    const subjectIndex = subject === undefined ? undefined : indexes.get(subject);
    if (subjectIndex !== undefined) needOf(index).subject = subjectIndex;
    for (const child of children.get(digest) ?? []) {
      const childIndex = indexes.get(child);
      if (childIndex !== undefined) needOf(childIndex).parents.push(index);
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
  return holder ? { action: 'keep', reason: `part of ${shortDigest(holder.digest)}, which is kept` } : own;
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
    ? { action: 'keep', reason: `refers to ${name}, which is kept` }
    : { ...outcome, reason: `refers to ${name}, which is ${outcome.action === 'archive' ? 'archived' : 'deleted'}` };
}

/** Sorts the images that depend on others. Each comes after all images that it depends on. */
function inOrder(needs: ReadonlyMap<number, Need>, images: readonly LifecycleImage[]): number[] {
  const waiting = new Map<number, number>();
  const dependents = new Map<number, number[]>();
  for (const [index, { subject, parents }] of needs) {
    const needed = (subject === undefined ? parents : [subject, ...parents]).filter((other) => needs.has(other));
    waiting.set(index, needed.length);
    for (const other of needed) {
      const others = dependents.get(other);
      if (others) others.push(index);
      else dependents.set(other, [index]);
    }
  }
  const order = [...waiting].flatMap(([index, left]) => (left === 0 ? [index] : []));
  // The list grows during the loop: an image is added after the last image that it depends on.
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
    `\`manifests\` must not refer to one another in a circle, got one that leads to '${stuck[0] ?? ''}'. ` +
      'Digests make that impossible, so read the manifests from the registry again.',
  );
}

/** The start of a digest, as docker shows it. It is long enough to identify an image of a repository. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

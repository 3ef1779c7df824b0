import { InvalidInputError } from '../private/validation';
import { type LifecycleImage } from './lifecycle-images';
import { type Mark } from './lifecycle-marks';
import { reasonOf } from './lifecycle-reason';
import { type LifecycleRuleJson } from './lifecycle-rule';

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
  const places = new Map(images.map(({ digest }, index) => [digest, index]));
  const needs = images.map(() => ({ subject: undefined as number | undefined, parents: [] as number[] }));
  images.forEach(({ digest, subject = references.subjects.get(digest) }, index) => {
    const need = needs[index];
    if (need && subject !== undefined) need.subject = places.get(subject);
    for (const child of references.children.get(digest) ?? []) needs[places.get(child) ?? -1]?.parents.push(index);
  });
  const outcomes: Outcome[] = [];
  for (const index of inOrder(needs, images)) {
    const [image, mark, need] = [images[index], marks[index], needs[index]];
    if (image && mark && need) outcomes[index] = outcomeOf(image, mark, need, images, outcomes);
  }
  return outcomes;
}

interface Need {
  readonly subject?: number;
  readonly parents: readonly number[];
}

function outcomeOf(
  image: LifecycleImage,
  mark: Mark,
  { subject, parents }: Need,
  images: readonly LifecycleImage[],
  outcomes: readonly Outcome[],
): Outcome {
  const own = subject === undefined ? markOutcome(mark, image) : withSubject(image, images[subject], outcomes[subject]);
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

/** Each image after all that it depends on. */
function inOrder(needs: readonly Need[], images: readonly LifecycleImage[]): number[] {
  const waiting = needs.map(({ subject, parents }) => parents.length + (subject === undefined ? 0 : 1));
  const dependents = needs.map((): number[] => []);
  needs.forEach(({ subject, parents }, index) => {
    for (const needed of subject === undefined ? parents : [subject, ...parents]) dependents[needed]?.push(index);
  });
  const order = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  // The list grows while it is walked: an image joins it when the last one that it waits for has.
  for (const index of order) {
    for (const dependent of dependents[index] ?? []) {
      waiting[dependent] = (waiting[dependent] ?? 0) - 1;
      if (waiting[dependent] === 0) order.push(dependent);
    }
  }
  const stuck = waiting.findIndex((count) => count > 0);
  if (stuck < 0) return order;
  throw new InvalidInputError(
    `\`manifests\` must not refer to one another in a circle, got one that leads to '${images[stuck]?.digest ?? ''}'; ` +
      'digests make that impossible, so take them from the registry again',
  );
}

/** Enough of a digest to tell images of a repository apart, as docker shows it. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

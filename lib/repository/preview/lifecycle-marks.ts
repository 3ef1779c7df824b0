import { type LifecycleImage } from './lifecycle-images';
import { tagMatcher } from './lifecycle-matching';
import { type LifecycleRuleJson } from '../lifecycle/lifecycle-rule';

/** What the rules alone make of an image. */
export interface Mark {
  /** The first rule that selects the image: it takes it or shields it from all others. */
  readonly rule?: LifecycleRuleJson;
  readonly taken: boolean;
  /** The first later rule that would have taken the image. */
  readonly shieldedFrom?: LifecycleRuleJson;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Evaluates all rules, then applies them by priority: the first rule that selects an image, by its tags and storage
 * class, is the only one that can take it. Later ones count it all the same.
 *
 * A rule shields within its storage class only. The guide says that a rule "will only select images of this storage
 * class", and its own example of archive after 30 days, then expire after 365 has two rules for `any`: were the first a
 * shield across classes, the second could never take an image.
 *
 * @param rules by priority.
 * @param images newest first.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function markImages(
  rules: readonly LifecycleRuleJson[],
  images: readonly LifecycleImage[],
  now: number,
): Mark[] {
  const evaluators = rules.map((rule, place) => evaluator(rule, place, now));
  const marks = new SharedMarks(rules);
  return images.map((image) => {
    let first = -1;
    let taken = false;
    let shieldedFrom = -1;
    for (const { place, counts, selects, exceeds } of evaluators) {
      // All is known of the image by now, but rules that count have to count it.
      if ((taken || shieldedFrom >= 0) && !counts) continue;
      if (!selects(image)) continue;
      const exceeded = exceeds(image);
      if (first < 0) [first, taken] = [place, exceeded];
      else if (exceeded && !taken && shieldedFrom < 0) shieldedFrom = place;
    }
    return marks.of(first, taken, shieldedFrom);
  });
}

/** One mark for all images of which the rules make the same: there may be a million images, and few marks. */
class SharedMarks {
  private readonly marks = new Map<number, Mark>();

  public constructor(private readonly rules: readonly LifecycleRuleJson[]) {}

  /** The mark of these places of rules, -1 for none. */
  public of(first: number, taken: boolean, shieldedFrom: number): Mark {
    const key = ((first + 1) * (this.rules.length + 1) + shieldedFrom + 1) * 2 + Number(taken);
    const known = this.marks.get(key);
    if (known) return known;
    const mark = { rule: this.rules[first], taken, shieldedFrom: this.rules[shieldedFrom] };
    this.marks.set(key, mark);
    return mark;
  }
}

interface Evaluator {
  /** The place of the rule among the rules. */
  readonly place: number;
  readonly counts: boolean;
  readonly selects: (image: LifecycleImage) => boolean;
  /** Asked once for each image that the rule selects, newest first, since some rules count. */
  readonly exceeds: (image: LifecycleImage) => boolean;
}

function evaluator(rule: LifecycleRuleJson, place: number, now: number): Evaluator {
  const { selection } = rule;
  const matches = tagMatcher(selection);
  const archived = selection.storageClass === 'archive';
  return {
    place,
    counts: selection.countType === 'imageCountMoreThan',
    selects: (image) => image.archived === archived && matches(image.tags),
    exceeds: limit(rule, now),
  };
}

/** "Older than n days" is strict: an image of exactly n days stays. */
function limit({ selection: { countType, countNumber } }: LifecycleRuleJson, now: number): Evaluator['exceeds'] {
  const oldest = now - countNumber * day;
  switch (countType) {
    case 'imageCountMoreThan': {
      let count = 0;
      return () => (count += 1) > countNumber;
    }
    case 'sinceImagePushed':
      return ({ freshAt }) => freshAt < oldest;
    case 'sinceImagePulled':
      return ({ usedAt }) => usedAt < oldest;
    case 'sinceImageTransitioned':
      return ({ archivedAt }) => archivedAt !== undefined && archivedAt < oldest;
  }
}

import { countTypes } from '../lifecycle/count-types/count-types';
import { type LifecycleImage } from './lifecycle-images';
import { tagMatcher } from './lifecycle-matching';
import { type LifecycleRuleJson } from '../lifecycle/lifecycle-rule';

/** The effect of the rules alone on an image, without references between images. */
export interface Mark {
  /** The first rule that selects the image. It takes the image, or shields it from all other rules. */
  readonly rule?: LifecycleRuleJson;
  readonly taken: boolean;
  /** The first later rule that would have taken the image. */
  readonly shieldedFrom?: LifecycleRuleJson;
}

/**
 * Evaluates all rules, then applies them by priority: the first rule that selects an image, by its tags and storage
 * class, is the only one that can take it. Later rules still count the image.
 *
 * A rule shields within its storage class only. The guide says that a rule "will only select images of this storage class".
 * Its example of archive after 30 days, then expire after 365 has two rules for `any`. If the first rule shielded across
 * classes, the second could never take an image.
 *
 * @param rules the rules by priority.
 * @param images the images, newest first.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function markImages(
  rules: readonly LifecycleRuleJson[],
  images: readonly LifecycleImage[],
  now: number,
): Mark[] {
  const evaluators = rules.map((rule, index) => evaluator(rule, index, now));
  const marks = new SharedMarks(rules);
  return images.map((image) => {
    let first = -1;
    let taken = false;
    let shieldedFrom = -1;
    for (const { index, counts, selects, takes } of evaluators) {
      // The mark of the image is known by now, but rules that count must still count the image.
      if ((taken || shieldedFrom >= 0) && !counts) continue;
      if (!selects(image)) continue;
      const takesImage = takes(image);
      if (first < 0) [first, taken] = [index, takesImage];
      else if (takesImage && !taken && shieldedFrom < 0) shieldedFrom = index;
    }
    return marks.of(first, taken, shieldedFrom);
  });
}

/** One mark for all images that the rules treat alike: there may be a million images, and few marks. */
class SharedMarks {
  private readonly marks = new Map<number, Mark>();

  public constructor(private readonly rules: readonly LifecycleRuleJson[]) {}

  /** The mark of these rules by their index, -1 for none. */
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
  /** The index of the rule in the list of rules. */
  readonly index: number;
  /** Whether the rule counts images, and so must get each image that it selects. */
  readonly counts: boolean;
  readonly selects: (image: LifecycleImage) => boolean;
  /** Called once for each image that the rule selects, newest first, since some rules count. */
  readonly takes: (image: LifecycleImage) => boolean;
}

function evaluator({ selection }: LifecycleRuleJson, index: number, now: number): Evaluator {
  const matches = tagMatcher(selection);
  const archived = selection.storageClass === 'archive';
  const { countUnit, takes } = countTypes[selection.countType];
  return {
    index,
    counts: countUnit === undefined,
    selects: (image) => image.archived === archived && matches(image.tags),
    takes: takes(selection.countNumber, now),
  };
}

import { numberOf } from '../../rules/shape';
import { type LifecycleRule, tagsOf } from '../../rules/lifecycle/lifecycle-text';
import { matchesPattern } from '../../texts/wildcard-match';
import { type SampleImage, sampleImages } from './sample-images';

/** How a rule takes more images than the rules before. */
export type MoreReason = 'new' | 'fewer' | 'sooner' | 'shared' | 'other' | 'no longer archived';

/** A rule that takes images that were kept before, and the rule that decided about them before. */
export interface TakenMore {
  readonly rule: LifecycleRule;
  readonly was?: LifecycleRule;
  readonly reason: MoreReason;
}

/**
 * The rules that take more images than before. The first rule by priority that selects an image is the only one that can take
 * it. So a rule that goes may leave its images to a later one.
 */
export function takenMore(before: readonly LifecycleRule[], after: readonly LifecycleRule[]): TakenMore[] {
  const [old, now] = [byPriority(before), byPriority(after)];
  const images = sampleImages([...old, ...now]);
  const found = new Map<LifecycleRule, TakenMore>();
  for (const image of images) {
    const rule = now.find((one) => selects(one, image));
    if (!rule || found.has(rule)) continue;
    const was = old.find((one) => selects(one, image));
    const reason = reasonOf(rule, was, images);
    if (reason !== undefined) found.set(rule, { rule, reason, ...(was && { was }) });
  }
  return now.flatMap((rule) => found.get(rule) ?? []);
}

function byPriority(rules: readonly LifecycleRule[]): LifecycleRule[] {
  const priority = ({ priority: value }: LifecycleRule) => numberOf(value) ?? Number.MAX_SAFE_INTEGER;
  return [...rules].sort((one, other) => priority(one) - priority(other));
}

/** Every pattern of a rule must match a tag of the image. A prefix is literal. */
function selects(rule: LifecycleRule, { tags, isArchived }: SampleImage): boolean {
  if ((rule.storageClass === 'archive') !== isArchived) return false;
  if (rule.tagStatus === 'any') return true;
  if (rule.tagStatus === 'untagged') return tags.length === 0;
  if (rule.tagStatus !== 'tagged' || tags.length === 0) return false;
  return rule.patterns
    ? rule.patterns.every((pattern) => tags.some((tag) => matchesPattern(pattern, tag) === 'yes'))
    : (rule.prefixes ?? []).every((prefix) => tags.some((tag) => tag.startsWith(prefix)));
}

function reasonOf(
  rule: LifecycleRule,
  was: LifecycleRule | undefined,
  images: readonly SampleImage[],
): MoreReason | undefined {
  if (!was) return 'new';
  const [isArchive, wasArchive] = [rule.action === 'transition', was.action === 'transition'];
  if (wasArchive && !isArchive) return 'no longer archived';
  if (!wasArchive && isArchive) return undefined;
  if (rule.countType !== was.countType || (rule.countUnit ?? 'days') !== (was.countUnit ?? 'days')) return 'other';
  const [count, before] = [numberOf(rule.countNumber), numberOf(was.countNumber)];
  if (count === undefined || before === undefined) return 'other';
  if (count < before) return rule.countType === 'imageCountMoreThan' ? 'fewer' : 'sooner';
  // A rule that keeps the newest images keeps fewer of each kind if it counts more kinds.
  const isShared =
    rule.countType === 'imageCountMoreThan' && images.some((image) => selects(rule, image) && !selects(was, image));
  return isShared ? 'shared' : undefined;
}

/** The images of a rule in words. */
export function selectionText(rule: LifecycleRule): string {
  if (rule.tagStatus === 'untagged') return 'images without tags';
  if (rule.tagStatus === 'any') return 'all images';
  const tags = tagsOf(rule).map((tag) => `'${tag}'`);
  return tags.length === 1 ? `images with tags ${tags.join()}` : `images with tags for each of ${tags.join(', ')}`;
}

/** The limit of a rule in words: `the newest 10`. */
export function limitText({ countType, countNumber }: LifecycleRule): string {
  const count = String(countNumber);
  if (countType === 'imageCountMoreThan') return `the newest ${count}`;
  const days = `${count} ${count === '1' ? 'day' : 'days'}`;
  if (countType === 'sinceImagePulled') return `those that were pulled in the last ${days}`;
  if (countType === 'sinceImageTransitioned') return `those that were archived in the last ${days}`;
  return `those of the last ${days}`;
}

import { Annotations, Token, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { OneForEqual } from '../private/values/one-for-equal';
import { OneForSequence } from '../private/values/one-for-sequence';
import { type ImageRetention } from './lifecycle/image-retention';
import { type LifecycleSelection } from './lifecycle/lifecycle-rule';
import { includes, patternsOf } from './lifecycle/lifecycle-shield';

/** The tags that may expire, by the retention and then by the mutable tags. */
const sweptTags = new OneForSequence<ImageRetention, OneForEqual<readonly string[]>>();

/**
 * Warns if a rule could expire the image of a tag that moves. Consumers pull the image by that tag, but the rule counts images
 * or days since the push without regard to the tag.
 */
export function warnOfMutableTags(
  construct: IConstruct,
  mutableTags: readonly string[] | undefined,
  retention: readonly ImageRetention[] | undefined,
): void {
  const swept = expiringTags(mutableTags, retention);
  if (swept.length === 0) return;
  Validations.of(construct).addWarning(
    'cdk-ecr-publishing:MutableTagMayExpire',
    `The image tagged ${swept.join(' or ')} may expire by the retention once it is not among the newest. ${protection(swept)}`,
  );
}

/** Replaces the warnings of the default retention by those of the rules that were added in its place. */
export function withdrawMutableTagWarning(construct: IConstruct): void {
  Annotations.of(construct).acknowledgeWarning('Annotation::cdk-ecr-publishing:MutableTagMayExpire');
}

/** Warns of moving tags whose images may expire by a rule that was added later. */
export function warnOfAddedRule(construct: IConstruct, tags: readonly string[]): void {
  if (tags.length === 0) return;
  Validations.of(construct).addWarning(
    'cdk-ecr-publishing:MutableTagMayExpireByAddedRule',
    `The image tagged ${tags.join(' or ')} may expire by a rule of addLifecycleRule. ${protection(tags)}`,
  );
}

function protection(tags: readonly string[]): string {
  return `Protect it: ImageRetention.protect(${tags.map((tag) => `'${tag}'`).join(', ')}).`;
}

/** The moving tags whose images may expire by a retention. */
export function expiringTags(
  mutableTags: readonly string[] | undefined,
  retention: readonly ImageRetention[] | undefined,
): readonly string[] {
  if (mutableTags === undefined) return [];
  return sweptTags
    .of(retention ?? [], () => new OneForEqual())
    .of('tags', [mutableTags], () =>
      mutableTags.filter((tag) => !Token.isUnresolved(tag) && mayExpire(tag, retention)),
    );
}

function mayExpire(tag: string, retention: readonly ImageRetention[] | undefined): boolean {
  if (!retention) return true; // the default counts all images
  const rules = retention.flatMap(({ _rules }) => _rules);
  const taggedBy = (selection: LifecycleSelection) => patternsOf(selection).every((pattern) => includes(pattern, tag));
  if (rules.some(({ protects, selection }) => protects && taggedBy(selection))) return false;
  return rules.some(({ selection, action }) => {
    if (action.type !== 'expire' || selection.storageClass === 'archive' || selection.tagStatus === 'untagged')
      return false;
    return selection.tagStatus === 'any' || taggedBy(selection);
  });
}

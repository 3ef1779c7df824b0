import { z } from 'zod';
import { awsLimits } from '../../private/aws/limits';
import { lifecycleTagPatternRule, tagPrefixRule } from '../../private/oci/tag-pattern';
import { wholeNumberRule } from '../../private/validation/whole-number';
import { addProblem, atOnce, count, list, mapping, text } from './fields';

const { leastArchiveDays } = awsLimits.ecr;

const pattern = text(lifecycleTagPatternRule, { description: 'A tag pattern, with * for any characters.' });
const prefix = text(tagPrefixRule, { description: 'What a tag starts with.' });
const number = (description: string, minimum = 1) =>
  count(wholeNumberRule(minimum), { description, minimum }).optional();

/** What happens to images, each by a number. */
const wishes = {
  keepNewest: number('So many images stay, the newest by push; the others expire.'),
  expireOlderThanDays: number('Images expire so many days after their push.'),
  archiveUnpulledAfterDays: number('Images that nobody has pulled for so many days are archived.'),
  expireArchivedAfterDays: number('Archived images expire after so many days, at least 90.', leastArchiveDays),
};
const wishNames = Object.keys(wishes) as (keyof typeof wishes)[];

const rule = mapping(
  {
    tagPatterns: list(pattern, 'Patterns that the tags of an image match, all of them.').optional(),
    tagPrefixes: list(prefix, 'What the tags of an image start with, all of them.').optional(),
    untagged: z.literal(true, { error: 'must be true' }).optional().meta({ description: 'Only images without a tag.' }),
    ...wishes,
  },
  'A rule for some images: a selection, and what happens to them.',
).superRefine((value, context) => {
  exactlyOne(context, 'of what happens', wishNames, value);
  exactlyOne(context, 'selection', ['tagPatterns', 'tagPrefixes', 'untagged'], value);
}, atOnce);

/** How long the images of a repository stay. */
export const retention = mapping(
  {
    protect: list(pattern, 'Images with a tag that matches one of these are never expired or archived.').optional(),
    expireUntaggedAfterDays: number('Untagged images expire after so many days.'),
    ...wishes,
    rules: list(rule, 'Rules for images by their tags, in the order in which they take images.').optional(),
  },
  'How long images stay. Replaces the defaults as a whole.',
).superRefine((value, context) => {
  if (Object.keys(value).some((key) => key !== 'protect')) return;
  addProblem(
    context,
    `must hold one of expireUntaggedAfterDays, ${wishNames.join(', ')}, rules; leave it out for the defaults`,
  );
}, atOnce);

export type RetentionConfig = z.infer<typeof retention>;

function exactlyOne(
  context: z.core.$RefinementCtx,
  what: string,
  keys: readonly string[],
  value: Readonly<Record<string, unknown>>,
): void {
  const given = keys.filter((key) => value[key] !== undefined);
  if (given.length === 1) return;
  addProblem(context, `must hold exactly one ${what} (${keys.join(', ')}), got ${given.join(' and ') || 'none'}`);
}

import { z } from 'zod';
import { lifecycleTagPatternRule, tagPrefixRule } from '../../../private/oci/tag-pattern';
import { wholeNumberRule } from '../../../private/validation/whole-number';
import { type CountKey, countTypeNames, countTypes } from '../../../repository/lifecycle/count-types/count-types';
import { addProblem, evenIfInvalid, count, list, mapping, onlyTrue, text, uniqueList } from '../fields';

const pattern = text(lifecycleTagPatternRule, {
  description: 'A tag pattern, with * for any characters.',
  examples: ['v*'],
});
const prefix = text(tagPrefixRule, { description: 'The start of a tag.', examples: ['pr-'] });
const number = (description: string, minimum = 1) =>
  count(wholeNumberRule(minimum), { description, minimum }).optional();

/** The actions on images, each with its number. */
const actions = Object.fromEntries(
  countTypeNames.map((name) => {
    const { config, least } = countTypes[name];
    return [config.key, number(config.description, least)];
  }),
) as Readonly<Record<CountKey, ReturnType<typeof number>>>;
const actionNames = Object.keys(actions);

/** The actions that are rules for all images of the standard storage class. ECR accepts one of them. */
const actionsOnAll = countTypeNames
  .filter((name) => countTypes[name].storageClass === 'standard')
  .map((name) => countTypes[name].config.key);

const rule = mapping(
  {
    tagPatterns: uniqueList(
      pattern,
      'The patterns of a selected image: all of them match, each of them one of its tags.',
    ).optional(),
    anyTagPatterns: uniqueList(
      pattern,
      'One of these patterns matches a tag of a selected image. Each pattern becomes a rule, so a count applies to each pattern.',
    ).optional(),
    tagPrefixes: uniqueList(
      prefix,
      'The prefixes of a selected image: one of its tags starts with each of them.',
    ).optional(),
    untagged: z.literal(true, { error: 'must be true' }).optional().meta({ description: 'Only images without a tag.' }),
    ...actions,
  },
  'A rule for some images: a selection and an action.',
).superRefine((value, context) => {
  exactlyOne(context, 'action', actionNames, value);
  exactlyOne(context, 'selection', ['tagPatterns', 'anyTagPatterns', 'tagPrefixes', 'untagged'], value);
}, evenIfInvalid);

/** How long the images of a repository are kept. */
export const retention = mapping(
  {
    keepAll: onlyTrue('Keeps every image. It must be the only key. A warning is printed until it is acknowledged.'),
    protect: uniqueList(
      pattern,
      'Images with a tag that matches one of these are never expired or archived.',
    ).optional(),
    expireUntaggedAfterDays: number('Untagged images expire after this number of days.'),
    ...actions,
    rules: list(rule, 'Rules for images by their tags. The first rule that selects an image applies to it.').optional(),
  },
  'How long images are kept. It replaces the defaults completely.',
  () => undefined,
  'To keep every image, write { keepAll: true }. Leave it out to use the defaults.',
)
  .superRefine((value, context) => {
    const given = actionsOnAll.filter((key) => value[key] !== undefined);
    if (given.length < 2) return;
    addProblem(
      context,
      `must have at most one of ${actionsOnAll.join(', ')}, got ${given.join(' and ')}. ECR accepts one rule for all ` +
        'images. Keep one, or move the others to `rules` with tagPatterns.',
    );
  })
  .superRefine((value, context) => {
    const keys = Object.keys(value);
    const others = keys.filter((key) => key !== 'keepAll');
    if (keys.includes('keepAll') && others.length > 0) {
      addProblem(
        context,
        `must have keepAll alone, got ${others.join(' and ')} too. It keeps every image, so remove one.`,
      );
    }
    if (keys.some((key) => key !== 'protect')) return;
    addProblem(
      context,
      `must have one of keepAll, expireUntaggedAfterDays, ${actionNames.join(', ')}, rules. Leave it out to use the defaults.`,
    );
  }, evenIfInvalid);

export type RetentionConfig = z.infer<typeof retention>;

function exactlyOne(
  context: z.core.$RefinementCtx,
  what: string,
  keys: readonly string[],
  value: Readonly<Record<string, unknown>>,
): void {
  const given = keys.filter((key) => value[key] !== undefined);
  if (given.length === 1) return;
  addProblem(context, `must have exactly one ${what} (${keys.join(', ')}), got ${given.join(' and ') || 'none'}`);
}

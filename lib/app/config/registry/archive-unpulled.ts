import { lifecycleTagPatternRule } from '../../../private/oci/tag-pattern';
import { firstProblem, quote, type Rule } from '../../../private/validation/validation';
import { wholeNumberRule } from '../../../private/validation/whole-number';
import { environmentNames } from '../environments/environments';
import { count, mapping, text, uniqueList } from '../fields';

const deployedTagRule: Rule = (value) =>
  firstProblem(value, lifecycleTagPatternRule, (checked) =>
    /^\*+$/.test(checked as string)
      ? `must not match every tag, got ${quote(checked)}. No image would be archived. Name the tags of deployed images.`
      : undefined,
  );

const days = (description: string, minimum = 1) => count(wholeNumberRule(minimum), { description, minimum }).optional();

/** The retention and the exclusions with which images that no service pulls are archived. */
export const archiveUnpulled = mapping(
  {
    deployedTags: uniqueList(
      text(deployedTagRule, { description: 'A tag or a pattern with *.', examples: ['prod'] }),
      'The tags of deployed images. Such images are neither archived nor expired.',
    ),
    archiveUnpulledAfterDays: days(
      'Other images are archived this number of days after their last pull. The default is 90.',
    ),
    expireArchivedAfterDays: days('Archived images expire after this number of days. The default is 365.', 90),
    expireUntaggedAfterDays: days('Untagged images expire after this number of days. The default is 1.'),
    environments: environmentNames,
  },
  'Archives images that no service pulls, and keeps those that are deployed. It is the retention of each repository that has no other ' +
    'one, and pulls by the builds, publishers and promotions of the file do not count.',
);

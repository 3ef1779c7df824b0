import { tagMobility } from './tag-mobility';
import { reviewRule } from '../review-rule';
import { quotedList, shown } from '../shown';
import { isForApproved } from './approved-images';

export const mutableApprovedTags = reviewRule({
  id: 'repository-mutable-approved-tags',
  severity: 'error',
  title: 'Tags of approved images can be moved',
  findProblems: ({ repositories }) =>
    repositories.filter(isForApproved).flatMap((repository) => {
      const { setting, exclusions } = tagMobility(repository.resource);
      const which = setting === 'IMMUTABLE_WITH_EXCLUSION' ? `the tags ${quotedList(exclusions)}` : 'every tag';
      if (setting === undefined || setting === 'IMMUTABLE') return [];
      return [
        {
          source: repository.resource.source,
          message: `Repository '${shown(repository.name)}' is for approved images by its name, but lets a push move ${which}. An image that is not approved can replace an approved one.`,
          fix: 'Set ImageTagMutability to IMMUTABLE, without exclusions.',
        },
      ];
    }),
});

import { reviewRule } from '../review-rule';
import { quotedList, shown } from '../shown';
import { isForApproved, mutabilityOf } from './mutability';

export const mutableApprovedTags = reviewRule({
  id: 'repository-mutable-approved-tags',
  severity: 'error',
  title: 'Tags of approved images can be moved',
  look: ({ repositories }) =>
    repositories.filter(isForApproved).flatMap((repository) => {
      const { setting, exclusions } = mutabilityOf(repository);
      const which = setting === 'IMMUTABLE_WITH_EXCLUSION' ? `the tags ${quotedList(exclusions)}` : 'every tag';
      if (setting === undefined || !['MUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'].includes(setting))
        return [];
      return [
        {
          source: repository.resource.source,
          message: `Repository '${shown(repository.name)}' is for approved images by its name, but lets a push move ${which}: an image that nobody approved can take the place of one.`,
          fix: 'Set ImageTagMutability to IMMUTABLE, without exclusions.',
        },
      ];
    }),
});

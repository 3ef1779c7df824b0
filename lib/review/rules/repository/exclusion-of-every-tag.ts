import { isEveryTag, tagMobility } from './tag-mobility';
import { imageHolders } from '../image-holders';
import { reviewRule } from '../review-rule';
import { quoted } from '../shown';

export const exclusionOfEveryTag = reviewRule({
  id: 'repository-exclusion-of-every-tag',
  severity: 'error',
  title: 'An exclusion that every tag matches',
  findProblems: (graph) =>
    imageHolders(graph).flatMap(({ resource, words }) => {
      const { setting, exclusions } = tagMobility(resource);
      const filter = exclusions.find(isEveryTag);
      if (filter === undefined || !setting?.endsWith('_WITH_EXCLUSION')) return [];
      const isOpen = setting === 'IMMUTABLE_WITH_EXCLUSION';
      return [
        {
          source: resource.source,
          // Immutable tags open nothing. The next push of a tag that moves fails.
          ...(!isOpen && { severity: 'warning' as const }),
          message: `The exclusion ${quoted(filter)} of ${words} makes every tag ${isOpen ? 'mutable, although it looks immutable' : 'immutable, although it looks mutable'}.`,
          fix: isOpen
            ? "Name the tags that move, such as 'latest' or 'dev-*'."
            : "Set ImageTagMutability to IMMUTABLE, or name the tags that stay, such as 'v*'.",
        },
      ];
    }),
});

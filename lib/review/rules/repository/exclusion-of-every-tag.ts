import { tagMobility } from './tag-mobility';
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
      const filter = exclusions.find((one) => /^\*+$/.test(one));
      if (filter === undefined || setting !== 'IMMUTABLE_WITH_EXCLUSION') return [];
      return [
        {
          source: resource.source,
          message: `The exclusion ${quoted(filter)} of ${words} makes every tag mutable, although it looks immutable.`,
          fix: "Name the tags that move, such as 'latest' or 'dev-*'.",
        },
      ];
    }),
});

import { tagMobility } from './tag-mobility';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';

export const exclusionOfEveryTag = reviewRule({
  id: 'repository-exclusion-of-every-tag',
  severity: 'error',
  title: 'An exclusion that every tag matches',
  findProblems: ({ repositories }) =>
    repositories.flatMap((repository) => {
      const { setting, exclusions } = tagMobility(repository.resource);
      const filter = exclusions.find((one) => /^\*+$/.test(one));
      if (filter === undefined || setting !== 'IMMUTABLE_WITH_EXCLUSION') return [];
      return [
        {
          source: repository.resource.source,
          message: `The exclusion ${quoted(filter)} of repository '${shown(repository.name)}' makes every tag mutable, although it looks immutable.`,
          fix: "Name the tags that move, such as 'latest' or 'dev-*'.",
        },
      ];
    }),
});

import { imageHolders } from '../image-holders';
import { reviewRule } from '../review-rule';
import { quoted } from '../shown';
import { tagMobility } from './tag-mobility';

/** The most that Terraform's AWS provider accepts. AWS's own pages give no number. */
const mostWildcards = 2;

export const exclusionUndocumented = reviewRule({
  id: 'repository-exclusion-undocumented',
  severity: 'warning',
  title: 'An exclusion with more wildcards than others use',
  findProblems: (graph) =>
    imageHolders(graph).flatMap(({ resource, words }) => {
      const filter = tagMobility(resource).exclusions.find((one) => (one.match(/\*/g) ?? []).length > mostWildcards);
      if (filter === undefined) return [];
      return [
        {
          source: resource.source,
          message: `The exclusion ${quoted(filter)} of ${words} has more than ${mostWildcards} wildcards. AWS does not document the limit. Terraform's provider accepts no more, so ECR may refuse it at deploy.`,
          fix: `Write several filters with at most ${mostWildcards} wildcards each.`,
        },
      ];
    }),
});

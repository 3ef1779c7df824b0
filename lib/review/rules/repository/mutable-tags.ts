import { tagMobility } from './tag-mobility';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';
import { isForApproved } from './approved-images';

export const mutableTags = reviewRule({
  id: 'repository-mutable-tags',
  severity: 'warning',
  title: 'Every tag can be moved to another image',
  findProblems: ({ repositories }) =>
    repositories
      .filter((repository) => tagMobility(repository.resource).setting === 'MUTABLE' && !isForApproved(repository))
      .map(({ resource, name }) => ({
        source: resource.source,
        message: `Every tag of repository '${shown(name)}' is mutable. A push replaces the image behind a tag that others have tested and run.`,
        fix: "Set ImageTagMutability to IMMUTABLE, or to IMMUTABLE_WITH_EXCLUSION with the few tags that move, such as 'latest'.",
      })),
});

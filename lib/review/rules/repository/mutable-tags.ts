import { mostTags, tagMobility } from './tag-mobility';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';
import { isForApproved } from './approved-images';

export const mutableTags = reviewRule({
  id: 'repository-mutable-tags',
  severity: 'warning',
  title: 'Every tag can be moved to another image',
  findProblems: ({ repositories }) =>
    repositories
      .filter((repository) => !isForApproved(repository))
      .map(({ resource, name }) => ({ resource, name, which: mostTags(tagMobility(resource)) }))
      .filter(({ which }) => which !== undefined)
      .map(({ resource, name, which }) => ({
        source: resource.source,
        message: `${which} of repository '${shown(name)}' is mutable. A push replaces the image behind a tag that others have tested and run.`,
        fix: "Set ImageTagMutability to IMMUTABLE, or to IMMUTABLE_WITH_EXCLUSION with the few tags that move, such as 'latest'.",
      })),
});

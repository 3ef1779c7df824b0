import { mostTags, tagMobility } from '../repository/tag-mobility';
import { reviewRule } from '../review-rule';
import { listOf } from '../shape';
import { shown } from '../shown';
import { type GraphResource } from '../../templates/template-graph';

export const creationTemplateMutableTags = reviewRule({
  id: 'registry-template-mutable-tags',
  severity: 'warning',
  title: 'Repositories that ECR creates with tags that can be moved',
  findProblems: ({ creationTemplates }) =>
    creationTemplates
      .filter(({ resource }) => mostTags(tagMobility(resource)) !== undefined && !isForCaches(resource))
      .map(({ resource: { source }, name }) => ({
        source,
        message: `The creation template for '${shown(name)}' creates repositories whose tags are mutable. A push replaces the image behind a tag that others have tested and run.`,
        fix: "Set ImageTagMutability to IMMUTABLE, or to IMMUTABLE_WITH_EXCLUSION with the few tags that move, such as 'latest'.",
      })),
});

/** Whether only pull through caches create the repositories. ECR itself moves tags there, as they move upstream. */
function isForCaches({ properties: { AppliedFor: reasons } }: GraphResource): boolean {
  const list = listOf(reasons);
  return list.length > 0 && list.every((reason) => reason === 'PULL_THROUGH_CACHE');
}

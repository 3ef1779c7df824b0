import { hasUnresolved } from '../../texts/symbolic-text';
import { type GraphResource } from '../../templates/template-graph';
import { tagMobility } from './tag-mobility';
import { imageHolders } from '../image-holders';
import { reviewRule } from '../review-rule';
import { quoted } from '../shown';
import { ecrLimits } from '../../service-limits';

const { exclusionFilters: most, tagCharacters } = ecrLimits;

export const exclusionRefused = reviewRule({
  id: 'repository-exclusion-refused',
  severity: 'error',
  title: 'Exclusions that ECR refuses',
  findProblems: (graph) =>
    imageHolders(graph).flatMap(({ resource, words }) => {
      const problem = problemOf(resource);
      if (problem === undefined) return [];
      return [
        {
          source: resource.source,
          message: `ECR refuses the mutability exclusions of ${words}: ${problem}.`,
          fix: "Give 1 to 5 filters of letters, digits, '.', '_', '-' and '*', with IMMUTABLE_WITH_EXCLUSION.",
        },
      ];
    }),
});

function problemOf(resource: GraphResource): string | undefined {
  const { setting, exclusions } = tagMobility(resource);
  if (setting === 'IMMUTABLE' && exclusions.length > 0) return 'IMMUTABLE accepts none';
  if (
    setting?.endsWith('_WITH_EXCLUSION') === true &&
    resource.properties.ImageTagMutabilityExclusionFilters === undefined
  ) {
    return `${setting} needs some`;
  }
  if (exclusions.length > most) return `there are ${exclusions.length}, but ECR accepts at most ${most}`;
  const wrong = exclusions.find(
    (one) => !hasUnresolved(one) && (one.length > tagCharacters || !/^[0-9a-zA-Z._*-]+$/.test(one)),
  );
  return wrong === undefined ? undefined : `${quoted(wrong)} is not a tag or pattern`;
}

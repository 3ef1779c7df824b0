import { hasUnresolved } from '../../texts/symbolic-text';
import { type RepositoryNode } from '../../templates/template-graph';
import { tagMobility } from './tag-mobility';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { ecrLimits } from '../../service-limits';

const { exclusionFilters: most, tagCharacters } = ecrLimits;

export const exclusionRefused = reviewRule({
  id: 'repository-exclusion-refused',
  severity: 'error',
  title: 'Exclusions that ECR refuses',
  findProblems: ({ repositories }) =>
    repositories.flatMap((repository) => {
      const problem = problemOf(repository);
      if (problem === undefined) return [];
      return [
        {
          source: repository.resource.source,
          message: `ECR refuses the mutability exclusions of repository '${shown(repository.name)}': ${problem}.`,
          fix: "Give 1 to 5 filters of letters, digits, '.', '_', '-' and '*', with IMMUTABLE_WITH_EXCLUSION.",
        },
      ];
    }),
});

function problemOf(repository: RepositoryNode): string | undefined {
  const { setting, exclusions } = tagMobility(repository.resource);
  if (setting === 'IMMUTABLE' && exclusions.length > 0) return 'IMMUTABLE accepts none';
  if (
    setting === 'IMMUTABLE_WITH_EXCLUSION' &&
    repository.resource.properties.ImageTagMutabilityExclusionFilters === undefined
  ) {
    return 'IMMUTABLE_WITH_EXCLUSION needs some';
  }
  if (exclusions.length > most) return `there are ${exclusions.length}, but ECR accepts at most ${most}`;
  const wrong = exclusions.find(
    (one) => !hasUnresolved(one) && (one.length > tagCharacters || !/^[0-9a-zA-Z._*-]+$/.test(one)),
  );
  return wrong === undefined ? undefined : `${quoted(wrong)} is not a tag or pattern`;
}

import { type CfnRepositoryProps } from 'aws-cdk-lib/aws-ecr';
import { mutableTagRule } from '../private/tag-pattern';
import { refuseIf, refuseOpenList, validateEach } from '../private/validation';

type TagMutabilityProps = Pick<CfnRepositoryProps, 'imageTagMutability' | 'imageTagMutabilityExclusionFilters'>;

const mostFilters = 5;

/** All tags immutable, but those that are named. */
export function renderTagMutability(mutableTags: readonly string[] | undefined): TagMutabilityProps {
  if (mutableTags === undefined) return { imageTagMutability: 'IMMUTABLE' };
  refuseOpenList('mutableTags', mutableTags);
  refuseIf('mutableTags', tooMany(mutableTags.length));
  validateEach('mutableTags', mutableTags, mutableTagRule);
  return {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: mutableTags.map((tag) => ({
      imageTagMutabilityExclusionFilterType: 'WILDCARD',
      imageTagMutabilityExclusionFilterValue: tag,
    })),
  };
}

function tooMany(count: number): string | undefined {
  return count <= mostFilters
    ? undefined
    : `must list at most ${mostFilters} tags or patterns, got ${count}; join some in a pattern, like 'dev-*'`;
}

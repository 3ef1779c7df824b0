import { type CfnRepositoryProps } from 'aws-cdk-lib/aws-ecr';
import { Token } from 'aws-cdk-lib';
import { mutableTagRule } from '../private/tag-pattern';
import { refuseIf, validateEach } from '../private/validation';

type TagMutabilityProps = Pick<CfnRepositoryProps, 'imageTagMutability' | 'imageTagMutabilityExclusionFilters'>;

const mostFilters = 5;

/** CloudFormation can't make a list of filters from a list of texts. */
const openList = 'must be a list at synth, got a token; its elements may be tokens';

/** All tags immutable, but those that are named. */
export function renderTagMutability(mutableTags: readonly string[] | undefined): TagMutabilityProps {
  if (mutableTags === undefined) return { imageTagMutability: 'IMMUTABLE' };
  refuseIf('mutableTags', Token.isUnresolved(mutableTags) ? openList : tooMany(mutableTags.length));
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

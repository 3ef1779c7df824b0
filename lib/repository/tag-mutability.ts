import { Token } from 'aws-cdk-lib';
import { type CfnRepositoryProps } from 'aws-cdk-lib/aws-ecr';
import { awsLimits } from '../private/aws/limits';
import { mutableTagRule } from '../private/oci/tag-pattern';
import { frozen, OneForEqual } from '../private/values/one-for-equal';
import {
  type Problem,
  quote,
  refuseIf,
  refuseOpenList,
  validateEach,
  validateList,
} from '../private/validation/validation';

type TagMutabilityProps = Pick<CfnRepositoryProps, 'imageTagMutability' | 'imageTagMutabilityExclusionFilters'>;

const { tagMutabilityFilters: mostFilters } = awsLimits.ecr;

const rendered = new OneForEqual<TagMutabilityProps>();

/** Renders the mutability of tags: all tags are immutable except the given ones. */
export function renderTagMutability(mutableTags: readonly string[] | undefined): TagMutabilityProps {
  if (mutableTags === undefined) return { imageTagMutability: 'IMMUTABLE' };
  return rendered.of('mutableTags', [mutableTags], () => frozen(renderExclusions(mutableTags)));
}

function renderExclusions(mutableTags: readonly string[]): TagMutabilityProps {
  refuseOpenList('mutableTags', mutableTags);
  validateList('mutableTags', mutableTags);
  refuseIf('mutableTags', tooMany(mutableTags.length));
  validateEach('mutableTags', mutableTags, mutableTagRule);
  mutableTags.forEach((tag, index) => {
    refuseIf(`mutableTags[${index}]`, twiceProblem(tag, mutableTags.indexOf(tag) < index));
  });
  return {
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: mutableTags.map((tag) => ({
      imageTagMutabilityExclusionFilterType: 'WILDCARD',
      imageTagMutabilityExclusionFilterValue: tag,
    })),
  };
}

/** AWS does not document what a filter does that is listed twice. The second one was probably meant to be different. */
function twiceProblem(tag: string, again: boolean): Problem {
  return again && !Token.isUnresolved(tag) ? `must be listed once, got ${quote(tag)} again` : undefined;
}

function tooMany(count: number): Problem {
  return count <= mostFilters
    ? undefined
    : `must list at most ${mostFilters} tags or patterns, got ${count}. Join some of them in one pattern, such as 'dev-*'.`;
}

import { Token } from 'aws-cdk-lib';
import { type CfnRepositoryProps, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { awsLimits } from '../private/aws/limits';
import { immutableTagRule, mutableTagRule } from '../private/oci/tag-pattern';
import { frozen, OneForEqual } from '../private/values/one-for-equal';
import {
  type Problem,
  quote,
  refuseIf,
  refuseOpenList,
  validateEach,
  validateList,
} from '../private/validation/validation';
import { type ImageRepositoryProps } from './image-repository-props';

type TagMutabilityProps = Pick<CfnRepositoryProps, 'imageTagMutability' | 'imageTagMutabilityExclusionFilters'>;
type TagOptions = Pick<ImageRepositoryProps, 'imageTagMutability' | 'mutableTags' | 'immutableTags'>;

type TagList = 'mutableTags' | 'immutableTags';

const { tagMutabilityFilters: mostFilters } = awsLimits.ecr;

const rendered = new OneForEqual<TagMutabilityProps>();

/** The settings of ECR, with the option that lists their exceptions. */
const settings: Readonly<Record<string, { readonly needs?: TagList; readonly accepts?: TagList }>> = {
  [TagMutability.IMMUTABLE]: {},
  [TagMutability.IMMUTABLE_WITH_EXCLUSION]: { needs: 'mutableTags' },
  [TagMutability.MUTABLE]: { accepts: 'immutableTags' },
  [TagMutability.MUTABLE_WITH_EXCLUSION]: { needs: 'immutableTags' },
};

/** Renders the mutability of tags. By default, all tags are immutable except the given ones. */
export function renderTagMutability(options: TagOptions): TagMutabilityProps {
  const { imageTagMutability: setting, mutableTags, immutableTags } = options;
  refuseIf('imageTagMutability', settingProblem(setting));
  refuseContradiction(options);
  if (immutableTags !== undefined) return renderWith('MUTABLE_WITH_EXCLUSION', 'immutableTags', immutableTags);
  if (mutableTags !== undefined) return renderWith('IMMUTABLE_WITH_EXCLUSION', 'mutableTags', mutableTags);
  return { imageTagMutability: setting ?? 'IMMUTABLE' };
}

/** Whether all tags of a repository are mutable, apart from exceptions. */
export function isMutable({ imageTagMutability: setting }: TagOptions): boolean {
  return setting === TagMutability.MUTABLE || setting === TagMutability.MUTABLE_WITH_EXCLUSION;
}

function settingProblem(setting: unknown): Problem {
  if (
    setting === undefined ||
    Token.isUnresolved(setting) ||
    (typeof setting === 'string' && Object.hasOwn(settings, setting))
  )
    return undefined;
  return `must be one of ${Object.keys(settings).join(', ')}, got ${quote(setting)}. Use ecr.TagMutability.`;
}

function refuseContradiction({ imageTagMutability: setting, ...lists }: TagOptions): void {
  const given = (['mutableTags', 'immutableTags'] as const).filter((key) => lists[key] !== undefined);
  if (setting === undefined) {
    refuseIf('immutableTags', given.includes('immutableTags') ? withoutMutable : undefined);
    return;
  }
  if (Token.isUnresolved(setting)) return;
  const { needs, accepts = needs } = settings[setting] ?? {};
  const other = given.find((key) => key !== accepts);
  if (other !== undefined)
    refuseIf(other, `must not be set together with \`imageTagMutability: ${setting}\`. Omit one.`);
  if (needs !== undefined && given.length === 0) {
    refuseIf(
      needs,
      `must be set with \`imageTagMutability: ${setting}\`, got nothing. List the tags that are excepted.`,
    );
  }
}

const withoutMutable =
  'must be set only with `imageTagMutability` MUTABLE, got it without. Set both, or omit both: all tags are immutable by ' +
  'default.';

function renderWith(
  imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' | 'MUTABLE_WITH_EXCLUSION',
  path: TagList,
  tags: readonly string[],
): TagMutabilityProps {
  return rendered.of(path, [tags], () => {
    refuseExclusions(path, tags);
    return frozen({
      imageTagMutability,
      imageTagMutabilityExclusionFilters: tags.map((tag) => ({
        imageTagMutabilityExclusionFilterType: 'WILDCARD',
        imageTagMutabilityExclusionFilterValue: tag,
      })),
    });
  });
}

function refuseExclusions(path: TagList, tags: readonly string[]): void {
  refuseOpenList(path, tags);
  validateList(path, tags);
  refuseIf(path, tooMany(tags.length));
  validateEach(path, tags, path === 'mutableTags' ? mutableTagRule : immutableTagRule);
  tags.forEach((tag, index) => {
    refuseIf(`${path}[${index}]`, twiceProblem(tag, tags.indexOf(tag) < index));
  });
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

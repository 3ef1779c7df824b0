import { fieldsOf, listOf, textOf } from '../shape';
import { type GraphResource } from '../../templates/template-graph';
import { matchesPattern } from '../../texts/wildcard-match';
import { quotedList } from '../shown';
import { hasUnresolved } from '../../texts/symbolic-text';

const settings = ['MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'] as const;

/** The tags of a repository that a push may move to another image. */
export interface TagMobility {
  /** The setting, or `undefined` if it is known only at deploy or ECR does not know it. */
  readonly setting: (typeof settings)[number] | undefined;
  /** The tags, and patterns with `*`, of the exclusion filters. ECR uses them with `*_WITH_EXCLUSION` only. */
  readonly exclusions: readonly string[];
  /** Whether the template shows all exclusions. */
  readonly knowsExclusions: boolean;
}

/** Reads the tag settings of a repository, or of a template for repositories. By default, all tags may move. */
export function tagMobility({ properties }: Pick<GraphResource, 'properties'>): TagMobility {
  const { ImageTagMutability: setting = 'MUTABLE', ImageTagMutabilityExclusionFilters: filters } = properties;
  const values = listOf(filters).map((filter) => textOf(fieldsOf(filter).ImageTagMutabilityExclusionFilterValue));
  return {
    setting: settings.find((known) => known === setting),
    exclusions: values.filter((value) => value !== undefined),
    knowsExclusions: values.every((value) => value !== undefined && !hasUnresolved(value)),
  };
}

/**
 * The tags that may move, as patterns with `*`. It is `undefined` if the template does not show them, or no patterns
 * can express them.
 */
export function movingTags({ setting, exclusions, knowsExclusions }: TagMobility): readonly string[] | undefined {
  if (setting === 'MUTABLE') return ['*'];
  if (setting === 'IMMUTABLE') return [];
  return setting === 'IMMUTABLE_WITH_EXCLUSION' && knowsExclusions ? exclusions : undefined;
}

/** All tags, or all except the excluded ones, in words, if they may move. It is `undefined` if most tags stay. */
export function mostTags({ setting, exclusions }: TagMobility): string | undefined {
  if (setting === 'MUTABLE') return 'Every tag';
  if (setting !== 'MUTABLE_WITH_EXCLUSION' || exclusions.some(isEveryTag)) return undefined;
  return exclusions.length === 0 ? 'Every tag' : `Every tag except ${quotedList(exclusions)}`;
}

/** Whether a filter has only wildcards. */
export function isEveryTag(filter: string): boolean {
  return /^\*+$/.test(filter);
}

/** Whether the template shows that a push cannot move a tag. */
export function isStuck({ setting, exclusions, knowsExclusions }: TagMobility, tag: string): boolean {
  if (setting === 'IMMUTABLE') return true;
  if (setting === 'MUTABLE_WITH_EXCLUSION') return exclusions.some((filter) => matchesPattern(filter, tag) === 'yes');
  if (setting !== 'IMMUTABLE_WITH_EXCLUSION' || !knowsExclusions) return false;
  return exclusions.every((filter) => matchesPattern(filter, tag) === 'no');
}

import { fieldsOf, listOf, textOf } from '../shape';
import { type GraphResource } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';

const settings = ['MUTABLE', 'IMMUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION'] as const;

/** Which tags of a repository a push may move to another image. */
export interface TagMobility {
  /** Undefined if only the deploy tells, or if ECR knows no such setting. */
  readonly setting: (typeof settings)[number] | undefined;
  /** The tags, and patterns with `*`, of the exclusion filters. ECR looks at them with `*_WITH_EXCLUSION` only. */
  readonly exclusions: readonly string[];
  /** Whether the template tells all exclusions. */
  readonly knowsExclusions: boolean;
}

/** What a repository, or a template for repositories, says of its tags. ECR's default is that all may move. */
export function tagMobility({ properties }: Pick<GraphResource, 'properties'>): TagMobility {
  const { ImageTagMutability: setting = 'MUTABLE', ImageTagMutabilityExclusionFilters: filters } = properties;
  const values = listOf(filters).map((filter) => textOf(fieldsOf(filter).ImageTagMutabilityExclusionFilterValue));
  return {
    setting: settings.find((known) => known === setting),
    exclusions: values.filter((value) => value !== undefined),
    knowsExclusions: values.every((value) => value !== undefined && !hasUnresolved(value)),
  };
}

/** The tags that may move, as patterns with `*`; undefined if the template does not tell, or no patterns can say it. */
export function movingTags({ setting, exclusions, knowsExclusions }: TagMobility): readonly string[] | undefined {
  if (setting === 'MUTABLE') return ['*'];
  if (setting === 'IMMUTABLE') return [];
  return setting === 'IMMUTABLE_WITH_EXCLUSION' && knowsExclusions ? exclusions : undefined;
}

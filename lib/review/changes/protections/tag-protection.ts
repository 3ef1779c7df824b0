import { quotedList } from '../../rules/shown';
import { tagMobility, type TagMobility } from '../../rules/repository/tag-mobility';
import { hasUnresolved } from '../../texts/symbolic-text';
import { matchesPattern } from '../../texts/wildcard-match';
import { type FoundChange } from '../change-kind';
import { capital, shortText, whenText } from '../change-words';
import { type Comparison, type ResourcePair } from '../comparison';

const ranks = { MUTABLE: 0, MUTABLE_WITH_EXCLUSION: 1, IMMUTABLE_WITH_EXCLUSION: 2, IMMUTABLE: 3 };

const types: readonly string[] = ['AWS::ECR::Repository', 'AWS::ECR::RepositoryCreationTemplate'];

/** Tags that a push may move now, and could not before. */
export function movableTags({ kept }: Comparison): FoundChange[] {
  return kept.filter(({ after }) => types.includes(after.resource.type)).flatMap(movable);
}

function movable({ before, after }: ResourcePair): FoundChange[] {
  const [was, is] = [tagMobility(before.resource), tagMobility(after.resource)];
  const basis = { source: after.resource.source, rank: after.type.rank };
  const why = 'A push can replace the image behind a tag that others have tested and run.';
  const text = JSON.stringify([was, is]);
  if (hasUnresolved(text) || was.setting === undefined || is.setting === undefined) {
    if (JSON.stringify(was) === JSON.stringify(is) && propertyOf(before) === propertyOf(after)) return [];
    if (was.setting === 'MUTABLE') return [];
    return [
      {
        ...basis,
        kind: 'unknown',
        what: `It is not known whether tags of ${shortText(after)} become mutable${whenText(after)}`,
        why: `Only the deployment knows its tag settings. If so: ${why}`,
        fix: 'Look at the value before and after in a change set, such as that of `npx cdk diff`.',
      },
    ];
  }
  const tags = newlyMovable(was, is);
  if (tags === undefined) return [];
  return [
    {
      ...basis,
      kind: 'protection lowered',
      what: `${capital(tags)} of ${shortText(after)} become mutable${whenText(after)}`,
      why,
      fix: 'Keep the tags immutable, or exclude only the few tags that must move, such as `latest`.',
    },
  ];
}

function propertyOf({ resource: { properties } }: ResourcePair['before']): string {
  return JSON.stringify([properties.ImageTagMutability, properties.ImageTagMutabilityExclusionFilters]);
}

/** The tags in words, or undefined if there are none. */
function newlyMovable(was: TagMobility, is: TagMobility): string | undefined {
  const [from, to] = [was.setting ?? 'MUTABLE', is.setting ?? 'MUTABLE'];
  if (from === 'MUTABLE') return undefined;
  if (to === 'MUTABLE') return from === 'MUTABLE_WITH_EXCLUSION' ? tagsText(was.exclusions) : 'all tags';
  if (from === to) {
    if (from === 'IMMUTABLE') return undefined;
    // The filters name the tags that move, or with MUTABLE_WITH_EXCLUSION those that do not.
    const [first, second] = from === 'IMMUTABLE_WITH_EXCLUSION' ? [is, was] : [was, is];
    return tagsText(first.exclusions.filter((filter) => !isCovered(filter, second.exclusions)));
  }
  if (ranks[to] < ranks[from]) {
    return to === 'MUTABLE_WITH_EXCLUSION' ? `all tags except ${quotedList(is.exclusions)}` : tagsText(is.exclusions);
  }
  const taken = to === 'IMMUTABLE_WITH_EXCLUSION' ? is.exclusions : [];
  return tagsText(
    taken.filter((filter) => was.exclusions.some((one) => isCovered(filter, [one]) || isCovered(one, [filter]))),
  );
}

function tagsText(filters: readonly string[]): string | undefined {
  return filters.length === 0 ? undefined : `tags ${quotedList(filters)}`;
}

function isCovered(filter: string, by: readonly string[]): boolean {
  return by.some((one) => one === filter || matchesPattern(one, filter) === 'yes');
}

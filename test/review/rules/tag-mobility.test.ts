import { movingTags, tagMobility } from '../../../lib/review/rules/repository/tag-mobility';
import { unresolved } from '../../../lib/review/texts/symbolic-text';

const mobility = (setting: unknown, ...exclusions: unknown[]) =>
  tagMobility({
    properties: {
      ...(setting !== undefined && { ImageTagMutability: setting }),
      ...(exclusions.length > 0 && {
        ImageTagMutabilityExclusionFilters: exclusions.map((value) => ({
          ImageTagMutabilityExclusionFilterType: 'WILDCARD',
          ImageTagMutabilityExclusionFilterValue: value,
        })),
      }),
    },
  });

const open = unresolved('Tag');

test.each([
  ['nothing', mobility(undefined), ['*']],
  ['MUTABLE', mobility('MUTABLE'), ['*']],
  ['IMMUTABLE', mobility('IMMUTABLE'), []],
  ['an exclusion that ECR does not look at', mobility('IMMUTABLE', 'latest'), []],
  ['exclusions', mobility('IMMUTABLE_WITH_EXCLUSION', 'latest', 'dev-*'), ['latest', 'dev-*']],
  ['no exclusion', mobility('IMMUTABLE_WITH_EXCLUSION'), []],
  ['tags that stay', mobility('MUTABLE_WITH_EXCLUSION', 'v*'), undefined],
  ['a setting that the deploy tells', mobility(unresolved('Mutability')), undefined],
  ['a setting that is no text', mobility({ Ref: 'Mutability' }), undefined],
  ['a word that ECR does not know', mobility('mutable'), undefined],
  ['an exclusion that the deploy tells', mobility('IMMUTABLE_WITH_EXCLUSION', 'latest', open), undefined],
  ['an exclusion that is no text', mobility('IMMUTABLE_WITH_EXCLUSION', { Ref: 'X' }), undefined],
  ['filters that are no list', tagMobility({ properties: { ImageTagMutabilityExclusionFilters: 'x' } }), ['*']],
] as const)('with %s, the tags that may move are known as far as the template shows them', (_, known, moving) => {
  expect(movingTags(known)).toEqual(moving);
});

test('the exclusions that the template shows are known, even next to unresolved ones', () => {
  expect(mobility('MUTABLE_WITH_EXCLUSION', 'v*', { Ref: 'X' })).toEqual({
    setting: 'MUTABLE_WITH_EXCLUSION',
    exclusions: ['v*'],
    knowsExclusions: false,
  });
});

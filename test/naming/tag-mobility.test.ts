import { Lazy } from 'aws-cdk-lib';
import { type CfnRepository, type IRepository, Repository, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { ImageTag } from '../../lib/naming/image-tag';
import { asTag, mayMove, movingTagProblem, mutableTagsOf } from '../../lib/naming/tag-mobility';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack } from '../synthesis';

/** A repository with the tag settings of a resource. */
function repositoryWith(
  imageTagMutability?: string,
  imageTagMutabilityExclusionFilters?: CfnRepository.ImageTagMutabilityExclusionFilterProperty[],
): IRepository {
  const repository = new Repository(newStack(), 'Images');
  const resource = repository.node.defaultChild as CfnRepository;
  Object.assign(resource, { imageTagMutability, imageTagMutabilityExclusionFilters });
  return repository;
}

const filter = (value: string) => ({
  imageTagMutabilityExclusionFilterType: 'WILDCARD',
  imageTagMutabilityExclusionFilterValue: value,
});
const token = Lazy.string({ produce: () => 'latest' });

test.each<[string, IRepository, readonly string[] | undefined]>([
  ['that says nothing, all', repositoryWith(), ['*']],
  ['that is mutable, all', repositoryWith('MUTABLE'), ['*']],
  ['that is immutable, none', repositoryWith('IMMUTABLE'), []],
  [
    'with exclusions, those',
    repositoryWith('IMMUTABLE_WITH_EXCLUSION', [filter('latest'), filter('x-*')]),
    ['latest', 'x-*'],
  ],
  ['whose exclusion is a token, not known', repositoryWith('IMMUTABLE_WITH_EXCLUSION', [filter(token)]), undefined],
  ['whose setting is a token, not known', repositoryWith(token), undefined],
  ['that is mutable with exclusions, not known', repositoryWith('MUTABLE_WITH_EXCLUSION', [filter('v*')]), undefined],
  ['that is imported, not known', Repository.fromRepositoryName(newStack(), 'Imported', 'x'), undefined],
  ['of this library, those that it names', new ImageRepository(newStack(), 'Own', { mutableTags: ['a'] }), ['a']],
  ['of the CDK, by its enum', new Repository(newStack(), 'Cdk', { imageTagMutability: TagMutability.IMMUTABLE }), []],
])('of a repository %s may move', (_, repository, expected) => {
  expect(mutableTagsOf(repository)).toEqual(expected);
});

test.each<[string, string[] | undefined, boolean]>([
  ['latest', undefined, true],
  ['latest', [], false],
  ['latest', ['latest'], true],
  ['latest', ['l*t'], true],
  ['latest', ['lates'], false],
  ['latest', ['*'], true],
  ['a.b', ['a.b'], true],
  ['axb', ['a.b'], false],
  [token, [], true],
  ['x-*', ['x-*'], true],
  ['x-*', ['x-a*'], true],
  ['x-*', ['y-*'], false],
  ['x-*', ['x-a'], false],
  ['*', ['*'], true],
])('the tag %p may move in a repository with %j: %p', (tag, mutableTags, expected) => {
  expect(mayMove(tag, mutableTags)).toBe(expected);
});

test.each<[ImageTag, string[]]>([
  [ImageTag.commit(), []],
  [ImageTag.semanticVersion(), []],
  [ImageTag.fixed('latest'), ['latest']],
  [ImageTag.branch('b-'), ['b-main', 'b-feature-*']],
])('%j passes if it need not move, or may', (tag, mutableTags) => {
  expect(movingTagProblem(tag, mutableTags, ['main', 'feature/*'])).toBeUndefined();
});

test('the first branch whose tag may not move is named as its tag', () => {
  expect(movingTagProblem(ImageTag.branch('b-'), ['b-main'], ['main', 'a/b'])).toBe(
    "must be a tag that the repository lets move, got 'b-a-b'. Add it to the repository's mutableTags",
  );
  expect(movingTagProblem(ImageTag.branch(), ['main'], ['main', 'a/*'])).toBe(
    "must be tags that the repository lets move, got 'a-*'. Add 'a-*' to the repository's mutableTags",
  );
});

test.each([
  ['feature/x', 'feature-x'],
  ['@acme/x', '_acme-x'],
  ['é', '_-'],
  ['release/*', 'release-*'],
  ['x'.repeat(129), 'x'.repeat(128)],
])('the text %s is the tag %s', (text, tag) => {
  expect(asTag(text)).toBe(tag);
});

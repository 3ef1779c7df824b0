import { CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { TagMutability } from 'aws-cdk-lib/aws-ecr';
import { ImageRepository } from '../../lib/repository/image-repository';
import { type ImageRepositoryProps } from '../../lib/repository/image-repository-props';
import { renderTagMutability } from '../../lib/repository/tag-mutability';
import { newStack, onlyProperties } from '../synthesis';

const type = 'AWS::ECR::Repository';

test('listed tags may move and all other tags may not', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service', { mutableTags: ['latest', 'dev-*'] });
  expect(onlyProperties(stack, type)).toMatchObject({
    ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    ImageTagMutabilityExclusionFilters: ['latest', 'dev-*'].map((tag) => ({
      ImageTagMutabilityExclusionFilterType: 'WILDCARD',
      ImageTagMutabilityExclusionFilterValue: tag,
    })),
  });
});

test('tags can be tokens', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Tag');
  new ImageRepository(stack, 'Service', { mutableTags: [valueAsString, `dev-${Fn.importValue('team')}`] });
  expect(onlyProperties(stack, type)).toMatchObject({
    ImageTagMutabilityExclusionFilters: [
      { ImageTagMutabilityExclusionFilterValue: { Ref: 'Tag' } },
      { ImageTagMutabilityExclusionFilterValue: { 'Fn::Join': ['', ['dev-', { 'Fn::ImportValue': 'team' }]] } },
    ],
  });
});

test.each<[name: string, mutableTags: unknown, message: string]>([
  ['the list is empty', [], '`mutableTags` must list at least one value, got an empty list'],
  [
    'six are named',
    ['a', 'b', 'c', 'd', 'e', 'f'],
    "`mutableTags` must list at most 5 tags or patterns, got 6. Join some of them in one pattern, such as 'dev-*'.",
  ],
  [
    'every tag is meant',
    ['latest', '*'],
    "`mutableTags[1]` must be a tag or tag pattern, got '*'. That would make every tag mutable. If that is meant, set `imageTagMutability` to MUTABLE",
  ],
  [
    'every tag is meant by several wildcards',
    ['***'],
    "`mutableTags[0]` must be a tag or tag pattern, got '***'. That would make every tag mutable. If that is meant, set `imageTagMutability` to MUTABLE",
  ],
  [
    'one holds a colon',
    ['app:latest'],
    "`mutableTags[0]` must be a tag or tag pattern, got 'app:latest'. Use only letters, digits, '.', '_', '-' and '*'",
  ],
  ['a tag is listed twice', ['latest', 'dev', 'latest'], "`mutableTags[2]` must be listed once, got 'latest' again"],
  ['it is a text, as JavaScript allows', 'latest', "`mutableTags` must be a list, got 'latest'. Write ['latest']"],
  ['it is null, as JavaScript allows', null, '`mutableTags` must be a list, got null. Omit it if there are none'],
])('fails when %s', (_, mutableTags, message) => {
  expect(() => new ImageRepository(newStack(), 'Service', { mutableTags: mutableTags as string[] })).toThrow(
    new Error(message),
  );
});

test('a token is accepted, also if it is listed twice', () => {
  const { valueAsString } = new CfnParameter(new Stack(), 'Tag');
  expect(
    renderTagMutability({ mutableTags: [valueAsString, valueAsString] }).imageTagMutabilityExclusionFilters,
  ).toHaveLength(2);
});

test('fails when the list as a whole is a token, which CloudFormation could not turn into filters', () => {
  const stack = newStack();
  const { valueAsList } = new CfnParameter(stack, 'Tags', { type: 'CommaDelimitedList' });
  expect(() => new ImageRepository(stack, 'Service', { mutableTags: valueAsList })).toThrow(
    new Error('`mutableTags` must be a list at synth, got a token. Its elements may be tokens'),
  );
});

describe('with imageTagMutability', () => {
  const { MUTABLE, MUTABLE_WITH_EXCLUSION, IMMUTABLE, IMMUTABLE_WITH_EXCLUSION } = TagMutability;
  const exceptions = (setting: string, tag: string) => ({
    imageTagMutability: setting,
    imageTagMutabilityExclusionFilters: [
      { imageTagMutabilityExclusionFilterType: 'WILDCARD', imageTagMutabilityExclusionFilterValue: tag },
    ],
  });

  test.each<[string, ImageRepositoryProps, object]>([
    ['all tags move', { imageTagMutability: MUTABLE }, { imageTagMutability: 'MUTABLE' }],
    [
      'all tags but some move',
      { imageTagMutability: MUTABLE, immutableTags: ['v*'] },
      exceptions('MUTABLE_WITH_EXCLUSION', 'v*'),
    ],
    [
      'all tags but some move, in the words of ECR',
      { imageTagMutability: MUTABLE_WITH_EXCLUSION, immutableTags: ['v*'] },
      exceptions('MUTABLE_WITH_EXCLUSION', 'v*'),
    ],
    ['no tag moves', { imageTagMutability: IMMUTABLE }, { imageTagMutability: 'IMMUTABLE' }],
    [
      'some tags move',
      { imageTagMutability: IMMUTABLE_WITH_EXCLUSION, mutableTags: ['latest'] },
      exceptions('IMMUTABLE_WITH_EXCLUSION', 'latest'),
    ],
  ])('%s', (_, props, rendered) => {
    expect(renderTagMutability(props)).toEqual(rendered);
  });

  test.each<[string, ImageRepositoryProps, string]>([
    [
      'some tags are listed as mutable and all are',
      { imageTagMutability: MUTABLE, mutableTags: ['latest'] },
      '`mutableTags` must not be set together with `imageTagMutability: MUTABLE`. Omit one.',
    ],
    [
      'all are immutable and some are listed as mutable',
      { imageTagMutability: IMMUTABLE, mutableTags: ['latest'] },
      '`mutableTags` must not be set together with `imageTagMutability: IMMUTABLE`. Omit one.',
    ],
    [
      'both lists are given',
      { imageTagMutability: MUTABLE, mutableTags: ['latest'], immutableTags: ['v*'] },
      '`mutableTags` must not be set together with `imageTagMutability: MUTABLE`. Omit one.',
    ],
    [
      'the tags that move are not listed',
      { imageTagMutability: IMMUTABLE_WITH_EXCLUSION },
      '`mutableTags` must be set with `imageTagMutability: IMMUTABLE_WITH_EXCLUSION`, got nothing. List the tags that are excepted.',
    ],
    [
      'the tags that do not move are not listed',
      { imageTagMutability: MUTABLE_WITH_EXCLUSION },
      '`immutableTags` must be set with `imageTagMutability: MUTABLE_WITH_EXCLUSION`, got nothing. List the tags that are excepted.',
    ],
    [
      'immutable tags are listed, but all are',
      { immutableTags: ['v*'] },
      '`immutableTags` must be set only with `imageTagMutability` MUTABLE, got it without. Set both, or omit both: all tags are immutable by ' +
        'default.',
    ],
    [
      'the exception is every tag',
      { imageTagMutability: MUTABLE, immutableTags: ['*'] },
      "`immutableTags[0]` must be a tag or tag pattern, got '*'. That would make every tag immutable, which is the default. " +
        'Omit `immutableTags` and `imageTagMutability`',
    ],
    [
      'the setting is unknown',
      { imageTagMutability: 'mutable' as unknown as TagMutability },
      '`imageTagMutability` must be one of IMMUTABLE, IMMUTABLE_WITH_EXCLUSION, MUTABLE, MUTABLE_WITH_EXCLUSION, got ' +
        "'mutable'. Use ecr.TagMutability.",
    ],
  ])('fails when %s', (_, props, message) => {
    expect(() => new ImageRepository(newStack(), 'Service', props)).toThrow(new Error(message));
  });
});

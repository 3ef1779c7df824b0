import { CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { ImageRepository } from '../../lib/repository/image-repository';
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
    "`mutableTags[1]` must be a tag or tag pattern, got '*'. That would make every tag mutable",
  ],
  [
    'every tag is meant by several wildcards',
    ['***'],
    "`mutableTags[0]` must be a tag or tag pattern, got '***'. That would make every tag mutable",
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
  expect(renderTagMutability([valueAsString, valueAsString]).imageTagMutabilityExclusionFilters).toHaveLength(2);
});

test('fails when the list as a whole is a token, which CloudFormation could not turn into filters', () => {
  const stack = newStack();
  const { valueAsList } = new CfnParameter(stack, 'Tags', { type: 'CommaDelimitedList' });
  expect(() => new ImageRepository(stack, 'Service', { mutableTags: valueAsList })).toThrow(
    new Error('`mutableTags` must be a list at synth, got a token. Its elements may be tokens'),
  );
});

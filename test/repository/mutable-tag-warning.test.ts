import { CfnParameter, Duration } from 'aws-cdk-lib';
import { ImageRepository } from '../../lib/repository/image-repository';
import { type ImageRepositoryProps } from '../../lib/repository/image-repository-props';
import { ImageRetention } from '../../lib/repository/lifecycle/image-retention';
import { newStack, warningsOf } from '../synthesis';

function warningsWith(props: ImageRepositoryProps): string[] {
  const stack = newStack();
  new ImageRepository(stack, 'Service', props);
  return warningsOf(stack);
}

const mayExpire = (tags: string, protection: string) =>
  `The image tagged ${tags} may expire by the retention once it is not among the newest. Protect it: ` +
  `ImageRetention.protect(${protection}). [ack: Annotation::cdk-ecr-publishing:MutableTagMayExpire]`;

test.each<[string, ImageRepositoryProps, string]>([
  ['the default retention', { mutableTags: ['latest'] }, mayExpire('latest', "'latest'")],
  [
    'a count of all images',
    { mutableTags: ['latest', 'dev'], retention: [ImageRetention.keepNewest(10)] },
    mayExpire('latest or dev', "'latest', 'dev'"),
  ],
  [
    'a rule for its tag',
    { mutableTags: ['dev-eu'], retention: [ImageRetention.keepNewest(10, { tagPatterns: ['dev-*'] })] },
    mayExpire('dev-eu', "'dev-eu'"),
  ],
  [
    'a rule that another tag is protected from',
    { mutableTags: ['latest'], retention: [ImageRetention.protect('v*'), ImageRetention.keepNewest(10)] },
    mayExpire('latest', "'latest'"),
  ],
])('warns if the image of a moving tag may expire by %s', (_, props, warning) => {
  expect(warningsWith(props)).toEqual([warning]);
});

test.each<[string, ImageRepositoryProps]>([
  ['no tag moves', {}],
  [
    'the tag is protected',
    { mutableTags: ['latest'], retention: [ImageRetention.protect('latest'), ImageRetention.keepNewest(10)] },
  ],
  [
    'the tag is protected by a pattern',
    { mutableTags: ['dev-eu'], retention: [ImageRetention.protect('dev-*'), ImageRetention.keepNewest(10)] },
  ],
  [
    'only untagged images expire',
    { mutableTags: ['latest'], retention: [ImageRetention.expireUntagged(Duration.days(1))] },
  ],
  [
    'only other tags expire',
    { mutableTags: ['latest'], retention: [ImageRetention.keepNewest(10, { tagPatterns: ['pr-*'] })] },
  ],
])('does not warn if %s', (_, props) => {
  expect(warningsWith(props)).toEqual([]);
});

test('does not warn about a tag that is unknown at synth', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service', { mutableTags: [new CfnParameter(stack, 'Tag').valueAsString] });
  expect(warningsOf(stack)).toEqual([]);
});

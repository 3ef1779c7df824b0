import { Duration } from 'aws-cdk-lib';
import { type CfnRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { type LifecycleDocument } from '../../../lib/repository/lifecycle/lifecycle-rule';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { ImageRetention } from '../../../lib/repository/lifecycle/image-retention';
import { newStack, onlyProperties } from '../../synthesis';

const days = (count: number) => Duration.days(count);

function rulesOf(...retentions: ImageRetention[]): string[] {
  const { rules } = JSON.parse(ImageRetention.lifecyclePolicyText(...retentions)) as LifecycleDocument;
  return rules.map(({ description = '' }) => description);
}

test('the two rules of the seeds are one line', () => {
  expect(rulesOf(ImageRetention.keepNewest(10), ImageRetention.expireUntagged(days(1)))).toEqual([
    'Expire untagged images after 1 day',
    'Keep the newest 10 images',
  ]);
});

test('releases are kept and branches expire', () => {
  expect(rulesOf(ImageRetention.keepReleases(['v*', 'release-*'], { sweepOthersAfter: days(7) }))).toEqual([
    'Protect images tagged v*',
    'Protect images tagged release-*',
    'Expire untagged images after 1 day',
    'Expire images after 7 days',
  ]);
});

test('fails when the patterns of releases are a text, as JavaScript allows: its characters would be the patterns', () => {
  expect(() => ImageRetention.keepReleases('v*' as unknown as string[])).toThrow(
    new Error("`patterns` must be a list, got 'v*'. Write ['v*']"),
  );
});

test('images that are not pulled are archived before they are deleted', () => {
  expect(rulesOf(ImageRetention.archiveBeforeDelete())).toEqual([
    'Archive images after 90 days without a pull',
    'Expire archived images after 365 days',
  ]);
});

test('images are protected in the archive too', () => {
  const text = ImageRetention.lifecyclePolicyText(ImageRetention.protect('v*'), ImageRetention.archiveBeforeDelete());
  const { rules } = JSON.parse(text) as LifecycleDocument;
  expect(rules.map(({ selection }) => [selection.storageClass ?? 'standard', selection.tagPatternList])).toEqual([
    ['standard', ['v*']],
    ['archive', ['v*']],
    ['standard', undefined],
    ['archive', undefined],
  ]);
});

test('each kind of retention has a description', () => {
  const descriptions = rulesOf(
    ImageRetention.keepNewest(1, { tagPrefixes: ['nightly'] }),
    ImageRetention.expireOlderThan(days(30), { tagPatterns: ['pr-*'] }),
    ImageRetention.archiveOlderThan(days(60), { tagPatterns: ['rc-*'] }),
    ImageRetention.keepNewest(5, { untagged: true }),
    ImageRetention.archiveAllBut(50),
    ImageRetention.expireArchived(days(90)),
  );
  expect(descriptions).toEqual([
    'Keep the newest image tagged nightly*',
    'Expire images tagged pr-* after 30 days',
    'Archive images tagged rc-* after 60 days',
    'Keep the newest 5 untagged images',
    'Archive all but the newest 50 images',
    'Expire archived images after 90 days',
  ]);
});

test('the document is text that other repositories can use', () => {
  const stack = newStack();
  const repository = new Repository(stack, 'Other');
  const text = ImageRetention.lifecyclePolicyText(ImageRetention.keepNewest(3));
  (repository.node.defaultChild as CfnRepository).lifecyclePolicy = { lifecyclePolicyText: text };
  expect(onlyProperties(stack, 'AWS::ECR::Repository').LifecyclePolicy).toEqual({ LifecyclePolicyText: text });
});

test('fails when an earlier rule shields all images of a rule', () => {
  const retention = [
    ImageRetention.keepNewest(5, { tagPatterns: ['pr-*'] }),
    ImageRetention.expireOlderThan(days(3), { tagPrefixes: ['pr-x'] }),
  ];
  expect(() => ImageRetention.lifecyclePolicyText(...retention)).toThrow(
    new Error(
      "`retention` must not contain a rule that never takes an image, got 'Expire images tagged pr-x* after 3 days'. 'Keep " +
        "the newest 5 images tagged pr-*' comes first and selects all of these images. Remove one of the two.",
    ),
  );
});

test('the same images can be protected twice', () => {
  expect(rulesOf(ImageRetention.protect('v*', 'v1*'), ImageRetention.keepNewest(3))).toHaveLength(3);
});

test('fails when there are more rules than ECR accepts', () => {
  const patterns = Array.from({ length: 51 }, (_, index) => `v${index}-x`);
  expect(() => ImageRetention.lifecyclePolicyText(ImageRetention.protect(...patterns))).toThrow(
    new Error('`retention` must give at most 50 rules, got 51'),
  );
});

test('fails when the document is longer than ECR accepts', () => {
  const long = Array.from({ length: 45 }, (_, index) => `${index}`.padEnd(128, 'x'));
  const retentions = long.map((tag) =>
    ImageRetention.keepNewest(2, { tagPatterns: [tag, `${tag.slice(0, 120)}-other`] }),
  );
  expect(() => ImageRetention.lifecyclePolicyText(...retentions)).toThrow(
    /^`retention` must give a document of at most 30,720 characters, got 3\d,\d{3}$/,
  );
});

test.each([
  [
    'two selections',
    { tagPatterns: ['a'], tagPrefixes: ['b'] },
    '`tagPatterns` must not be set together with `tagPrefixes`',
  ],
  [
    'tags and untagged',
    { tagPrefixes: ['b'], untagged: true },
    '`tagPrefixes` must not be set together with `untagged`',
  ],
])('fails when it is given %s', (_, selection, message) => {
  expect(() => ImageRetention.keepNewest(1, selection)).toThrow(
    new Error(`${message}. A prefix can be written as a pattern that ends in '*', such as 'v*'.`),
  );
});

test('fails when an archived image would expire before 90 days', () => {
  expect(() => ImageRetention.expireArchived(days(89))).toThrow(
    new Error('`after` must be whole days, at least 90, got 89 days'),
  );
});

describe('a tag that moves', () => {
  const warnings = (mutableTags: string[], ...retention: ImageRetention[]) => {
    const stack = newStack();
    new ImageRepository(stack, 'Repository', { mutableTags, ...(retention.length > 0 && { retention }) });
    return stack.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type === 'aws:cdk:warning'));
  };
  const any = ImageRetention.keepNewest(10);

  test('has a warning if a count could expire it', () => {
    expect(warnings(['latest']).map(({ data }) => data as unknown)).toEqual([
      'The image tagged latest may expire by the retention once it is not among the newest. Protect it: ' +
        "ImageRetention.protect('latest'). [ack: Annotation::cdk-ecr-publishing:MutableTagMayExpire]",
    ]);
    expect(warnings(['dev-*'], ImageRetention.keepNewest(3, { tagPrefixes: ['dev'] }))).toHaveLength(1);
  });

  test('has no warning if it is protected or no rule takes it', () => {
    expect(warnings(['latest'], ImageRetention.protect('late*'), any)).toEqual([]);
    expect(warnings(['latest'], ImageRetention.expireUntagged(days(1)))).toEqual([]);
    expect(warnings(['latest'], ImageRetention.keepNewest(3, { tagPrefixes: ['dev'] }))).toEqual([]);
    expect(warnings(['latest'], ImageRetention.archiveUnpulled(days(30)))).toEqual([]);
  });
});

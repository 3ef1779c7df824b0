import { Duration } from 'aws-cdk-lib';
import { ImageRetention } from '../../../lib/repository/lifecycle/image-retention';
import { type ImageSelection } from '../../../lib/repository/lifecycle/image-selection';
import * as fc from 'fast-check';
import { LifecyclePreview, PreviewedAction } from 'cdk-ecr-publishing';
import { daysAgo, digest, now } from '../preview/lifecycle-preview-cases';

const tags = ['dev-1', 'dev-2', 'pr-1', 'pr-1-rc', 'dev-2-rc', 'v1'];
/** No pattern includes another one. */
const patternsArb = fc.uniqueArray(fc.constantFrom('dev-*', 'pr-*', '*-rc', 'v1'), { minLength: 1, maxLength: 4 });

/** The tags and the age in days of each image. */
const imagesArb = fc.array(
  fc.record({ imageTags: fc.uniqueArray(fc.constantFrom(...tags), { maxLength: 3 }), age: fc.nat({ max: 6 }) }),
  { maxLength: 10 },
);

type Image = typeof imagesArb extends fc.Arbitrary<(infer One)[]> ? One : never;

/** The indexes of the images that expire, as the preview says. */
function expired(retention: ImageRetention, images: readonly Image[]): number[] {
  const imageDetails = images.map(({ imageTags, age }, index) => ({
    imageDigest: digest(`i${index}`),
    imageTags,
    imagePushedAt: daysAgo(age),
  }));
  const preview = LifecyclePreview.of({
    policyText: ImageRetention.lifecyclePolicyText(retention),
    imagesText: JSON.stringify({ imageDetails }),
    now,
  });
  return preview.images
    .filter(({ action }) => action === PreviewedAction.EXPIRE)
    .map(({ imageDigest }) => images.findIndex((_, index) => digest(`i${index}`) === imageDigest))
    .sort((one, other) => one - other);
}

const matches = (pattern: string, { imageTags }: Image) =>
  imageTags.some((tag) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(tag));

test('an age takes exactly the images that one of the patterns matches', () => {
  fc.assert(
    fc.property(patternsArb, imagesArb, fc.integer({ min: 1, max: 5 }), (anyTagPatterns, images, days) => {
      expect(expired(ImageRetention.expireOlderThan(Duration.days(days), { anyTagPatterns }), images)).toEqual(
        images.flatMap((image, index) =>
          image.age > days && anyTagPatterns.some((pattern) => matches(pattern, image)) ? [index] : [],
        ),
      );
    }),
  );
});

test('a count keeps the newest images of each pattern, and the first pattern of an image decides', () => {
  const distinctAges = imagesArb.map((images) => images.map((image, index) => ({ ...image, age: index })));
  fc.assert(
    fc.property(patternsArb, distinctAges, fc.integer({ min: 1, max: 3 }), (anyTagPatterns, images, count) => {
      expect(expired(ImageRetention.keepNewest(count, { anyTagPatterns }), images)).toEqual(
        images.flatMap((image, index) => {
          const first = anyTagPatterns.find((pattern) => matches(pattern, image));
          const newer = images.slice(0, index).filter((other) => first !== undefined && matches(first, other));
          return first !== undefined && newer.length >= count ? [index] : [];
        }),
      );
    }),
  );
});

test.each<[ImageSelection, number[]]>([
  [{ anyTagPatterns: ['dev-*', 'pr-*'] }, [0, 1, 2]],
  [{ tagPatterns: ['dev-*', 'pr-*'] }, [2]],
])('%j', (selection, taken) => {
  const images = [['dev-1'], ['pr-1'], ['dev-1', 'pr-1'], ['v1']].map((imageTags) => ({ imageTags, age: 9 }));
  expect(expired(ImageRetention.expireOlderThan(Duration.days(3), selection), images)).toEqual(taken);
});

test.each<[string, ImageSelection, string]>([
  [
    'another selection is given',
    { anyTagPatterns: ['a'], tagPrefixes: ['a'] },
    "`anyTagPatterns` must not be set together with `tagPrefixes`. A prefix can be written as a pattern that ends in '*', such as 'v*'.",
  ],
  ['no pattern is given', { anyTagPatterns: [] }, '`anyTagPatterns` must list at least one value, got an empty list'],
  [
    'ECR refuses a pattern',
    { anyTagPatterns: ['v*', 'release/*'] },
    "`anyTagPatterns[1]` must be a tag pattern, got 'release/*'. Use only letters, digits, '.', '_', '-' and '*'",
  ],
])('fails when %s', (_, selection, message) => {
  expect(() => ImageRetention.keepNewest(1, selection)).toThrow(new Error(message));
});

test('fails when a pattern includes a later one, whose rule would never take an image', () => {
  const retention = ImageRetention.keepNewest(3, { anyTagPatterns: ['v*', 'v1*'] });
  expect(() => ImageRetention.lifecyclePolicyText(retention)).toThrow(
    new Error(
      "`retention` must not contain a rule that never takes an image, got 'Keep the newest 3 images tagged v1*'. " +
        "'Keep the newest 3 images tagged v*' comes first and selects all of these images. Remove one of the two.",
    ),
  );
});

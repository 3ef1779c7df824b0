import { PreviewedAction } from 'cdk-ecr-publishing';
import * as fc from 'fast-check';
import { daysAgo, digest, fates, index, previewOf, type Detail, type Rule } from './lifecycle-preview-cases';

const pieces = ['a', 'b', 'ab', 'ba', 'a-b'];
const patterns = fc.constantFrom('a*', '*b', '*a*', 'ab', '*', 'a*b', 'ba*');
const expire = { type: 'expire' };
const archive = { type: 'transition', targetStorageClass: 'archive' };

const tagArb = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.uniqueArray(patterns, { minLength: 1, maxLength: 2 }).map((list) => ['tagPatternList', list]),
  },
  fc.uniqueArray(fc.constantFrom(...pieces), { minLength: 1, maxLength: 2 }).map((list) => ['tagPrefixList', list]),
);
const taggedArb = tagArb.map(([key, list]) => ({ tagStatus: 'tagged', [key as string]: list }));

type Unranked = Omit<Rule, 'rulePriority'>;

const countArb = fc.oneof(
  fc
    .record({ countNumber: fc.integer({ min: 1, max: 3 }), action: fc.constantFrom(expire, archive) })
    .map(({ countNumber, action }) => [{ countType: 'imageCountMoreThan', countNumber }, action] as const),
  fc
    .record({ countNumber: fc.integer({ min: 1, max: 5 }), action: fc.constantFrom(expire, archive) })
    .map(
      ({ countNumber, action }) => [{ countType: 'sinceImagePushed', countUnit: 'days', countNumber }, action] as const,
    ),
  fc
    .integer({ min: 1, max: 5 })
    .map((countNumber) => [{ countType: 'sinceImagePulled', countUnit: 'days', countNumber }, archive] as const),
  fc
    .integer({ min: 90, max: 95 })
    .map(
      (countNumber) =>
        [
          { storageClass: 'archive', countType: 'sinceImageTransitioned', countUnit: 'days', countNumber },
          expire,
        ] as const,
    ),
);

const ruleArb = (tags: fc.Arbitrary<object>): fc.Arbitrary<Unranked> =>
  fc.tuple(tags, countArb).map(([tag, [count, action]]) => ({ selection: { ...tag, ...count }, action }));

/** Documents that ECR accepts: rules for tags, then one for untagged images and one for all, with gaps between priorities. */
const rulesArb = fc
  .tuple(
    fc.array(ruleArb(taggedArb), { maxLength: 4 }),
    fc.option(ruleArb(fc.constant({ tagStatus: 'untagged' }))),
    fc.option(ruleArb(fc.constant({ tagStatus: 'any' }))),
  )
  .map(([tagged, untagged, any]) => [...tagged, ...[untagged, any].filter((rule) => rule !== null)])
  .filter((rules) => rules.length > 0)
  .map((rules): Rule[] => rules.map((rule, place) => ({ rulePriority: place * 3 + 1, ...rule })));

const imageArb = fc.record({
  imageTags: fc.uniqueArray(fc.constantFrom(...pieces), { maxLength: 2 }),
  pushed: fc.integer({ min: 0, max: 8 }),
  pulled: fc.option(fc.integer({ min: 0, max: 8 })),
  archived: fc.option(fc.integer({ min: 88, max: 97 })),
});

/** Pushes are whole days apart, so that some images have the same age. */
const imagesArb = fc.array(imageArb, { maxLength: 12 }).map((images) =>
  images.map(({ imageTags, pushed, pulled, archived }, place): Detail => ({
    imageDigest: digest(`i${place}`),
    imageTags,
    imagePushedAt: daysAgo(pushed),
    ...(pulled !== null && { lastRecordedPullTime: daysAgo(pulled) }),
    ...(archived !== null && { imageStatus: 'ARCHIVED', lastArchivedAt: daysAgo(archived) }),
  })),
);

/** A second evaluator that is slow and as close as possible to the words of the guide. */
function oracle(rules: readonly Rule[], images: readonly Detail[]): Record<string, string> {
  const marked = rules.map((rule) => ({ rule, selected: images.filter((image) => selects(rule, image)) }));
  const result: Record<string, string> = {};
  images.forEach((image, place) => {
    const first = marked.find(({ selected }) => selected.includes(image));
    const taken = first && marks(first.rule, first.selected).includes(image);
    const action = first?.rule.action.type === 'transition' ? 'archive' : 'expire';
    result[`i${place}`] = taken ? `${action} ${first.rule.rulePriority}` : 'keep';
  });
  return result;
}

function selects({ selection }: Rule, image: Detail): boolean {
  const tags = image.imageTags as string[];
  if ((selection.storageClass === 'archive') !== (image.imageStatus === 'ARCHIVED')) return false;
  if (selection.tagStatus === 'any') return true;
  if (selection.tagStatus === 'untagged') return tags.length === 0;
  const list = (selection.tagPatternList ?? selection.tagPrefixList) as string[];
  const end = selection.tagPatternList ? '$' : '';
  return list.every((item) => tags.some((tag) => new RegExp(`^${item.replaceAll('*', '.*')}${end}`).test(tag)));
}

function marks({ selection }: Rule, selected: readonly Detail[]): Detail[] {
  const count = selection.countNumber as number;
  const age = (value: unknown) => Date.parse(daysAgo(0)) - Date.parse(value as string);
  const older = (field: string) =>
    selected.filter((image) => age(image[field] ?? image.imagePushedAt) > count * 24 * 60 * 60 * 1000);
  if (selection.countType === 'sinceImagePushed') return older('imagePushedAt');
  if (selection.countType === 'sinceImagePulled') return older('lastRecordedPullTime');
  if (selection.countType === 'sinceImageTransitioned') return older('lastArchivedAt');
  const newest = [...selected].sort(
    (one, other) =>
      age(one.imagePushedAt) - age(other.imagePushedAt) ||
      String(one.imageDigest).localeCompare(String(other.imageDigest)),
  );
  return newest.slice(count);
}

const runs = { numRuns: 500 };

test('agrees with the words of the guide', () => {
  fc.assert(
    fc.property(rulesArb, imagesArb, (rules, images) => {
      expect(fates(previewOf(rules, images))).toEqual(oracle(rules, images));
    }),
    runs,
  );
});

test('at most one rule takes an image, and the sums agree', () => {
  fc.assert(
    fc.property(rulesArb, imagesArb, (rules, images) => {
      const preview = previewOf(rules, images);
      const taken = preview.images.filter(({ rulePriority }) => rulePriority !== undefined);
      expect(new Set(preview.images.map(({ imageDigest }) => imageDigest)).size).toBe(images.length);
      expect(taken.every(({ action }) => action !== PreviewedAction.KEEP)).toBe(true);
      expect(preview.rules.reduce((sum, { imageCount }) => sum + imageCount, 0)).toBe(taken.length);
    }),
    runs,
  );
});

test('a protected image is never taken', () => {
  const protection = (pattern: string, selection: object): Unranked => ({
    selection: { tagStatus: 'tagged', tagPatternList: [pattern], ...selection },
    action: expire,
  });
  const archivedForever = {
    storageClass: 'archive',
    countType: 'sinceImageTransitioned',
    countUnit: 'days',
    countNumber: 36_500,
  };
  fc.assert(
    fc.property(patterns, rulesArb, imagesArb, (pattern, rules, images) => {
      const first = [
        { rulePriority: 1, ...protection(pattern, { countType: 'imageCountMoreThan', countNumber: 999_999 }) },
        { rulePriority: 2, ...protection(pattern, archivedForever) },
      ];
      const all = [...first, ...rules.map((rule) => ({ ...rule, rulePriority: rule.rulePriority + 2 }))];
      const result = fates(previewOf(all, images));
      images.forEach((image, place) => {
        const isProtected = first.some((rule) => selects(rule, image));
        if (isProtected) expect(result[`i${place}`]).toBe('keep');
      });
    }),
    runs,
  );
});

test('a later rule never changes what an earlier one takes', () => {
  fc.assert(
    fc.property(rulesArb, imagesArb, (rules, images) => {
      const fewer = rules.slice(0, -1);
      if (fewer.length === 0) return;
      const [before, after] = [fates(previewOf(fewer, images)), fates(previewOf(rules, images))];
      for (const [name, fate] of Object.entries(before)) if (fate !== 'keep') expect(after[name]).toBe(fate);
    }),
    runs,
  );
});

test('the order of images and the order of rules do not matter', () => {
  const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
  fc.assert(
    fc.property(
      fc.tuple(rulesArb, imagesArb).chain(([rules, images]) =>
        fc.record({
          rules: fc.constant(rules),
          images: fc.constant(images),
          otherRules: shuffled(rules),
          otherImages: shuffled(images),
        }),
      ),
      ({ rules, images, otherRules, otherImages }) => {
        expect(previewOf(otherRules, otherImages)).toEqual(previewOf(rules, images));
      },
    ),
    runs,
  );
});

test('no image of an index expires or is archived before the index', () => {
  const edges = fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 8 });
  fc.assert(
    fc.property(rulesArb, imagesArb, edges, (rules, images, pairs) => {
      // References go from a lower index to a higher one, since digests allow no circle.
      const parts = pairs.filter(([parent, child]) => parent < child);
      const parents = [...new Set(parts.map(([parent]) => parent))];
      const manifests = parents.map((parent) =>
        index(`i${parent}`, ...parts.filter(([other]) => other === parent).map(([, child]) => `i${child}`)),
      );
      const [result, alone] = [fates(previewOf(rules, images, manifests)), oracle(rules, images)];
      images.forEach((_, place) => {
        const holders = parts.filter(([parent, child]) => child === place && parent < images.length);
        const held = holders.some(
          ([parent]) => result[`i${parent}`] === 'keep' && images[parent]?.imageStatus !== 'ARCHIVED',
        );
        expect(result[`i${place}`]).toBe(held ? 'keep' : alone[`i${place}`]);
      });
    }),
    runs,
  );
});

import { Duration } from 'aws-cdk-lib';
import fc from 'fast-check';
import { ImageRetention } from '../../../lib/repository/lifecycle/image-retention';
import { compileLifecyclePolicy } from '../../../lib/repository/lifecycle/lifecycle-policy';
import { type LifecycleRuleJson } from '../../../lib/repository/lifecycle/lifecycle-rule';

const days = (count: number) => Duration.days(count);

test('protection comes first, then tagged rules in the given order, then untagged images, then all images', () => {
  const { rules } = compileLifecyclePolicy([
    ImageRetention.keepNewest(100),
    ImageRetention.keepNewest(5, { tagPatterns: ['pr-*'] }),
    ImageRetention.expireUntagged(days(1)),
    ImageRetention.protect('release-*', 'v*'),
    ImageRetention.expireOlderThan(days(30), { tagPrefixes: ['nightly'] }),
  ]);
  expect(rules.map(({ rulePriority, description }) => [rulePriority, description])).toEqual([
    [1, 'Protect images tagged release-*'],
    [2, 'Protect images tagged v*'],
    [3, 'Keep the newest 5 images tagged pr-*'],
    [4, 'Expire images tagged nightly* after 30 days'],
    [5, 'Expire untagged images after 1 day'],
    [6, 'Keep the newest 100 images'],
  ]);
});

test('protection is a count that is never exceeded', () => {
  expect(compileLifecyclePolicy([ImageRetention.protect('v*')])).toEqual({
    rules: [
      {
        rulePriority: 1,
        description: 'Protect images tagged v*',
        selection: {
          tagStatus: 'tagged',
          tagPatternList: ['v*'],
          countType: 'imageCountMoreThan',
          countNumber: 999_999,
        },
        action: { type: 'expire' },
      },
    ],
  });
});

test.each<[string, ImageRetention[], string]>([
  [
    'two rules are for untagged images',
    [ImageRetention.expireUntagged(days(1)), ImageRetention.expireUntagged(days(2))],
    'must hold at most one rule for untagged images, got 2. Keep one of them.',
  ],
  [
    'two rules are for all images',
    [ImageRetention.keepNewest(1), ImageRetention.expireOlderThan(days(2))],
    'must hold at most one rule for all images, got 2. Keep one of them.',
  ],
  [
    'three rules are for all archived images',
    [90, 91, 92].map((age) => ImageRetention.expireArchived(days(age))),
    'must hold at most one rule for all images in the archive, got 3. Keep one of them.',
  ],
  [
    'a preset repeats a rule',
    [ImageRetention.keepReleases(['v*']), ImageRetention.expireUntagged(days(3))],
    'must hold at most one rule for untagged images, got 2. Keep one of them.',
  ],
])('fails when %s', (_, retention, problem) => {
  expect(() => compileLifecyclePolicy(retention)).toThrow(new Error(`\`retention\` ${problem}`));
});

/** Retentions that ECR accepts together: tags that do not include each other, and one each for untagged and for all images. */
const age = fc.integer({ min: 1, max: 1000 });
const tagged = fc.uniqueArray(fc.stringMatching(/^[a-z]{3}$/), { maxLength: 8 }).chain((tags) =>
  fc.tuple(
    ...tags.map((tag) =>
      fc.oneof(
        age.map((count) => ImageRetention.keepNewest(count, { tagPatterns: [`${tag}-*`] })),
        age.map((count) => ImageRetention.expireOlderThan(days(count), { tagPrefixes: [`${tag}-`] })),
        fc.constant(ImageRetention.protect(`${tag}-*`)),
      ),
    ),
  ),
);
const retentions = fc
  .tuple(
    tagged,
    fc.option(
      age.map((count) => ImageRetention.expireUntagged(days(count))),
      { nil: undefined },
    ),
    fc.option(
      age.map((count) => ImageRetention.keepNewest(count)),
      { nil: undefined },
    ),
  )
  .map(([some, ...others]) => [...some, ...others].filter((one) => one !== undefined))
  .filter((list) => list.length > 0)
  .chain((list) => fc.shuffledSubarray(list, { minLength: list.length }));

const protects = ({ selection }: LifecycleRuleJson) => selection.countNumber === 999_999;

test('priorities are unique and consecutive from 1', () => {
  fc.assert(
    fc.property(retentions, (retention) => {
      const { rules } = compileLifecyclePolicy(retention);
      expect(rules.map(({ rulePriority }) => rulePriority)).toEqual(rules.map((_, index) => index + 1));
    }),
  );
});

test('rules are grouped by kind: protection, tagged images, untagged images, all images', () => {
  fc.assert(
    fc.property(retentions, (retention) => {
      const { rules } = compileLifecyclePolicy(retention);
      const ranks = rules.map((rule) =>
        protects(rule) ? 0 : ['tagged', 'untagged', 'any'].indexOf(rule.selection.tagStatus) + 1,
      );
      expect(ranks).toEqual([...ranks].sort());
    }),
  );
});

test('no rule is lost, and none is added', () => {
  fc.assert(
    fc.property(retentions, (retention) => {
      const described = (rules: readonly { readonly description?: string }[]) =>
        rules.map(({ description }) => description).sort();
      const { rules } = compileLifecyclePolicy(retention);
      expect(described(rules)).toEqual(described(retention.flatMap(({ _rules }) => _rules)));
    }),
  );
});

test('the same retentions give the same document, and do not change', () => {
  fc.assert(
    fc.property(retentions, (retention) => {
      const before = JSON.stringify(retention);
      const document = JSON.stringify(compileLifecyclePolicy(retention));
      expect(JSON.stringify(compileLifecyclePolicy(retention))).toBe(document);
      expect(JSON.stringify(retention)).toBe(before);
    }),
  );
});

test('the order of retentions of different kinds does not matter', () => {
  fc.assert(
    fc.property(tagged, age, age, (some, untagged, all) => {
      const others = [ImageRetention.expireUntagged(days(untagged)), ImageRetention.keepNewest(all)];
      expect(compileLifecyclePolicy([...others, ...some])).toEqual(
        compileLifecyclePolicy([...some, ...others.reverse()]),
      );
    }),
  );
});

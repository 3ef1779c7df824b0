import { Duration } from 'aws-cdk-lib';
import { type CfnRepository, type LifecycleRule, Repository, TagStatus } from 'aws-cdk-lib/aws-ecr';
import fc from 'fast-check';
import { ImageRepository } from '../../lib/repository/image-repository';
import { type ImageRepositoryProps } from '../../lib/repository/image-repository-props';
import { ImageRetention } from '../../lib/repository/lifecycle/image-retention';
import { newStack, onlyProperties, warningsOf } from '../synthesis';

function policyText(add: (stack: ReturnType<typeof newStack>) => void): unknown {
  const stack = newStack();
  add(stack);
  const { LifecyclePolicy } = onlyProperties(stack, 'AWS::ECR::Repository');
  return (LifecyclePolicy as { LifecyclePolicyText: string } | undefined)?.LifecyclePolicyText;
}

function added(props: ImageRepositoryProps, ...rules: LifecycleRule[]): unknown {
  return policyText((stack) => {
    const repository = new ImageRepository(stack, 'Service', props);
    for (const rule of rules) repository.addLifecycleRule(rule);
  });
}

const sets: readonly [string, LifecycleRule[]][] = [
  ['a count of all images', [{ maxImageCount: 5 }]],
  ['an age of untagged images', [{ tagStatus: TagStatus.UNTAGGED, maxImageAge: Duration.days(3), description: 'old' }]],
  [
    'rules in the order of their priorities, the one for all images last',
    [
      { maxImageCount: 5, description: 'the rest' },
      { tagPrefixList: ['pr-'], maxImageAge: Duration.days(7), description: 'pull requests' },
      { tagPatternList: ['v*', '*-lts'], maxImageCount: 100 },
    ],
  ],
  [
    'rules with priorities of their own',
    [
      { rulePriority: 20, tagStatus: TagStatus.UNTAGGED, maxImageCount: 1 },
      { rulePriority: 50, tagPrefixList: ['v'], maxImageCount: 10, description: 'versions' },
      { rulePriority: 900, maxImageAge: Duration.days(365) },
    ],
  ],
];

describe('gives the same text as an ecr.Repository, so nothing changes in a deployed repository', () => {
  const before = (rules: LifecycleRule[]) =>
    policyText((stack) => new Repository(stack, 'Service', { lifecycleRules: rules }));

  test.each(sets)('by addLifecycleRule: %s', (_, rules) => {
    expect(added({}, ...rules)).toBe(before(rules));
  });

  test.each(sets)('by fromLifecycleRules: %s', (_, rules) => {
    expect(added({ retention: [ImageRetention.fromLifecycleRules(...rules)] })).toBe(before(rules));
  });

  test.each(sets)('by fromDocument: %s', (_, rules) => {
    const text = String(before(rules));
    expect(added({ retention: [ImageRetention.fromDocument(text)] })).toBe(text);
  });

  test('for many rules', () => {
    const prefixes = fc.uniqueArray(fc.stringMatching(/^[a-f][0-9]{3}$/), { minLength: 1, maxLength: 8 });
    const description = fc.option(fc.string({ maxLength: 20 }), { nil: undefined });
    const count = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(prefixes, description, count, fc.boolean(), (tags, text, maxImageCount, hasLast) => {
        const rules: LifecycleRule[] = [
          ...(hasLast ? [{ maxImageCount }] : []),
          ...tags.map((tag) => ({ tagPrefixList: [tag], maxImageCount, description: text })),
        ];
        expect(added({}, ...rules)).toBe(before(rules));
      }),
      { numRuns: 10 },
    );
  });
});

test('the rules that are added join a retention that was given', () => {
  const text = added(
    { retention: [ImageRetention.protect('v*'), ImageRetention.keepNewest(9)] },
    { tagPrefixList: ['pr-'], maxImageCount: 1 },
  );
  expect(JSON.parse(String(text))).toMatchObject({
    rules: [
      { selection: { tagPatternList: ['v*'] } },
      { rulePriority: 2, selection: { tagPrefixList: ['pr-'] } },
      { rulePriority: 3, selection: { tagStatus: 'any', countNumber: 9 } },
    ],
  });
});

test.each<[string, ImageRepositoryProps, LifecycleRule[], string]>([
  [
    'two rules are for all images',
    {},
    [{ maxImageCount: 5 }, { maxImageAge: Duration.days(1) }],
    '`retention` must hold at most one rule for all images, got 2. Keep one of them.',
  ],
  [
    'the retention has a rule for all images',
    { retention: [ImageRetention.keepNewest(9)] },
    [{ maxImageCount: 5 }],
    '`retention` must hold at most one rule for all images, got 2. Keep one of them.',
  ],
  [
    'all images are kept',
    { retention: [ImageRetention.keepAll()] },
    [{ maxImageCount: 5 }],
    '`rule` must not be added to ImageRetention.keepAll(), because it expires images. Remove keepAll() or the rule.',
  ],
  ['nothing is counted', {}, [{}], '`rule` must have exactly one of maxImageAge and maxImageCount'],
  [
    'the count is 0',
    {},
    [{ maxImageCount: 0 }],
    '`rule.maxImageCount` must be a whole number from 1 on, got the number 0',
  ],
  [
    'two have one priority',
    {},
    [
      { rulePriority: 1, tagPrefixList: ['a'], maxImageCount: 1 },
      { rulePriority: 1, tagPrefixList: ['b'], maxImageCount: 1 },
    ],
    '`rules[1].rulePriority` must be unique, got 1 again. rules[0] has it.',
  ],
])('fails when %s, and adds nothing', (_, props, rules, message) => {
  const repository = new ImageRepository(newStack(), 'Service', props);
  const resource = repository.node.defaultChild as CfnRepository;
  for (const rule of rules.slice(0, -1)) repository.addLifecycleRule(rule);
  const before = resource.lifecyclePolicy;
  expect(() => {
    for (const rule of rules.slice(-1)) repository.addLifecycleRule(rule);
  }).toThrow(new Error(message));
  expect(resource.lifecyclePolicy).toEqual(before);
});

describe('warns of a moving tag that may expire', () => {
  const warnings = (props: ImageRepositoryProps, ...rules: LifecycleRule[]) => {
    const stack = newStack();
    const repository = new ImageRepository(stack, 'Service', { mutableTags: ['latest', 'dev'], ...props });
    for (const rule of rules) repository.addLifecycleRule(rule);
    return warningsOf(stack);
  };
  const byAddedRule = (tags: string, names: string) =>
    `The image tagged ${tags} may expire by a rule of addLifecycleRule. Protect it: ImageRetention.protect(${names}). ` +
    '[ack: Annotation::cdk-ecr-publishing:MutableTagMayExpireByAddedRule]';

  test('by the rules in place of the default, which applies no longer', () => {
    expect(warnings({}, { maxImageCount: 5 })).toEqual([byAddedRule('latest or dev', "'latest', 'dev'")]);
    expect(warnings({}, { tagPrefixList: ['pr-'], maxImageCount: 5 })).toEqual([]);
    expect(
      warnings({}, { tagPrefixList: ['pr-'], maxImageCount: 5 }, { tagPrefixList: ['de'], maxImageCount: 5 }),
    ).toEqual([byAddedRule('dev', "'dev'")]);
  });

  test('once for each tag', () => {
    const retention = [ImageRetention.protect('dev')];
    expect(warnings({ retention }, { tagPrefixList: ['la'], maxImageCount: 5 }, { maxImageCount: 5 })).toEqual([
      byAddedRule('latest', "'latest'"),
    ]);
  });
});

import { Duration } from 'aws-cdk-lib';
import { type LifecycleRule, TagStatus } from 'aws-cdk-lib/aws-ecr';
import { ImageRetention } from '../../../lib/repository/lifecycle/image-retention';

const expire = { type: 'expire' };
const archive = { type: 'transition', targetStorageClass: 'archive' };
const any = (count: object) => ({ tagStatus: 'any', ...count });
const newest = { countType: 'imageCountMoreThan', countNumber: 1 };
const rule = (parts: object = {}) => ({ rulePriority: 1, selection: any(newest), action: expire, ...parts });

function recompiled(...rules: object[]): unknown {
  return JSON.parse(ImageRetention.lifecyclePolicyText(ImageRetention.fromDocument(JSON.stringify({ rules }))));
}

/** The policies of the ECR user guide that show no images. https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html */
test.each([
  [
    'age',
    rule({
      description: 'x',
      selection: { tagStatus: 'tagged', tagPatternList: ['prod*'], ...days('sinceImagePushed', 14) },
    }),
  ],
  ['last pull', rule({ selection: any(days('sinceImagePulled', 90)), action: archive })],
  [
    'time in the archive',
    rule({ selection: any({ storageClass: 'archive', ...days('sinceImageTransitioned', 365) }) }),
  ],
  ['untagged count', rule({ selection: { tagStatus: 'untagged', ...newest } })],
  [
    'age, archived',
    rule({
      selection: { tagStatus: 'tagged', tagPrefixList: ['prod'], ...days('sinceImagePushed', 30) },
      action: archive,
    }),
  ],
])('a document of the user guide comes out as it went in: %s', (_, document) => {
  expect(recompiled(document)).toEqual({ rules: [document] });
});

test('two rules for all images are accepted if their storage classes differ', () => {
  const rules = [
    rule({ selection: any(days('sinceImagePushed', 30)), action: archive }),
    rule({ rulePriority: 2, selection: any({ storageClass: 'archive', ...days('sinceImageTransitioned', 365) }) }),
  ];
  expect(recompiled(...rules)).toEqual({ rules });
});

test('rules keep their priorities, in their order', () => {
  const tagged = (tag: string) => ({ tagStatus: 'tagged', tagPrefixList: [tag], ...newest });
  const document = recompiled(
    rule({ rulePriority: 9, selection: tagged('b') }),
    rule({ rulePriority: 3, selection: tagged('a') }),
  );
  expect(document).toEqual({
    rules: [rule({ rulePriority: 3, selection: tagged('a') }), rule({ rulePriority: 9, selection: tagged('b') })],
  });
});

test.each([
  ['is no JSON', 'nope', '`text` must be a lifecycle document as JSON, got text that is not JSON'],
  ['is a list', '[]', '`policy` must be a lifecycle document, { "rules": [...] }, got a list'],
  ['has no rules', '{}', '`policy` must be a lifecycle document, { "rules": [...] }, got a mapping without \'rules\''],
  ['has no rule', '{"rules":[]}', '`rules` must list at least one rule, got an empty list'],
  ['holds a rule that is a number', '{"rules":[5]}', '`rules[0]` must be a mapping, got the number 5'],
])('fails when the text %s', (_, text, message) => {
  expect(() => ImageRetention.fromDocument(text)).toThrow(new Error(message));
});

test.each<[string, object, string]>([
  [
    'a rule has no priority',
    { rulePriority: undefined },
    '`rules[0].rulePriority` must be a whole number from 1 on, got nothing',
  ],
  [
    'a count is 0',
    { selection: any({ ...newest, countNumber: 0 }) },
    '`rules[0].selection.countNumber` must be a whole number from 1 on, got the number 0',
  ],
  [
    'a count has a unit',
    { selection: any({ ...newest, countUnit: 'days' }) },
    "`rules[0].selection.countUnit` must not be set with imageCountMoreThan, got 'days'",
  ],
  [
    'days have no unit',
    { selection: any({ ...days('sinceImagePushed', 3), countUnit: undefined }) },
    "`rules[0].selection.countUnit` must be 'days' with sinceImagePushed, got nothing",
  ],
  [
    'a kind of count is unknown',
    { selection: any({ countType: 'x', countNumber: 1 }) },
    "`rules[0].selection.countType` must be one of imageCountMoreThan, sinceImagePushed, sinceImagePulled, sinceImageTransitioned, got 'x'",
  ],
  [
    'a tag status is unknown',
    { selection: { ...newest, tagStatus: 'all' } },
    "`rules[0].selection.tagStatus` must be one of tagged, untagged, any, got 'all'",
  ],
  [
    'an unpulled image expires',
    { selection: any(days('sinceImagePulled', 3)) },
    "`rules[0].action.type` must be transition with sinceImagePulled, got 'expire'",
  ],
  [
    'an archived image is archived',
    { selection: any({ storageClass: 'archive', ...days('sinceImageTransitioned', 90) }), action: archive },
    "`rules[0].action.type` must be expire with sinceImageTransitioned, got 'transition'",
  ],
  [
    'an archived image goes before 90 days',
    { selection: any({ storageClass: 'archive', ...days('sinceImageTransitioned', 89) }) },
    '`rules[0].selection.countNumber` must be a whole number from 90 on, got the number 89',
  ],
  [
    'time in the archive is asked of images at hand',
    { selection: any(days('sinceImageTransitioned', 90)) },
    "`rules[0].selection` must have storageClass 'archive' with sinceImageTransitioned, got 'standard'",
  ],
  [
    'a transition has no target',
    { action: { type: 'transition' } },
    "`rules[0].action.targetStorageClass` must be 'archive' with transition, got nothing",
  ],
  [
    'tags are named for all images',
    { selection: any({ ...newest, tagPatternList: ['a'] }) },
    "`rules[0].selection` must not name tags with tagStatus 'any'. Set tagStatus to 'tagged', or omit the tags.",
  ],
  [
    'tagged images have no tags',
    { selection: { tagStatus: 'tagged', ...newest } },
    "`rules[0].selection` must name tags with tagStatus 'tagged', got none. Add tagPatternList.",
  ],
  [
    'tags are patterns and prefixes',
    { selection: { tagStatus: 'tagged', tagPatternList: ['a'], tagPrefixList: ['b'], ...newest } },
    '`rules[0].selection` must have either tagPatternList or tagPrefixList, got both. Omit one of them.',
  ],
  [
    'a pattern has five wildcards',
    { selection: { tagStatus: 'tagged', tagPatternList: ['*a*b*c*d*'], ...newest } },
    "`rules[0].selection.tagPatternList[0]` must be a tag pattern, got '*a*b*c*d*'. ECR accepts at most 4 '*', and this has 5",
  ],
  [
    'a prefix is empty',
    { selection: { tagStatus: 'tagged', tagPrefixList: [''], ...newest } },
    '`rules[0].selection.tagPrefixList[0]` must be an image tag, got an empty text',
  ],
  [
    'a rule holds an unknown key',
    { enabled: true },
    "`rules[0]` must not have the key 'enabled'. ECR does not know it.",
  ],
])('fails when %s', (_, parts, message) => {
  expect(() => recompiled(rule(parts))).toThrow(new Error(message));
});

test('fails when two rules have the same priority', () => {
  const untagged = rule({ selection: { tagStatus: 'untagged', ...newest } });
  const message = '`rules[1].rulePriority` must be unique, got 1 again. rules[0] has it.';
  expect(() => recompiled(untagged, rule())).toThrow(new Error(message));
});

test('fails when the rule for all images is not last', () => {
  const untagged = rule({ rulePriority: 2, selection: { tagStatus: 'untagged', ...newest } });
  const message = "`rules` must give tagStatus 'any' the highest rulePriority, got 1 before 2";
  expect(() => recompiled(rule(), untagged)).toThrow(new Error(message));
});

function compiledFromCdk(...rules: LifecycleRule[]): unknown {
  return JSON.parse(ImageRetention.lifecyclePolicyText(ImageRetention.fromLifecycleRules(...rules)));
}

test("rules of the CDK's Repository are accepted, and the rules with a priority come first", () => {
  const document = compiledFromCdk(
    { tagPrefixList: ['b'], maxImageCount: 2 },
    { description: 'old', tagPatternList: ['a*'], maxImageAge: Duration.days(3), rulePriority: 5 },
    { tagStatus: TagStatus.UNTAGGED, maxImageAge: Duration.days(1) },
  );
  expect(document).toEqual({
    rules: [
      {
        rulePriority: 5,
        description: 'old',
        selection: { tagStatus: 'tagged', tagPatternList: ['a*'], ...days('sinceImagePushed', 3) },
        action: expire,
      },
      {
        rulePriority: 6,
        selection: { tagStatus: 'tagged', tagPrefixList: ['b'], ...newest, countNumber: 2 },
        action: expire,
      },
      { rulePriority: 7, selection: { tagStatus: 'untagged', ...days('sinceImagePushed', 1) }, action: expire },
    ],
  });
});

test.each<[string, LifecycleRule, string]>([
  ['has no count and no age', {}, '`rules[0]` must have exactly one of maxImageAge and maxImageCount'],
  [
    'has half an image',
    { maxImageCount: 1.5 },
    '`rules[0].maxImageCount` must be a whole number from 1 on, got the number 1.5',
  ],
  [
    'has half a day',
    { maxImageAge: Duration.hours(12) },
    '`rules[0].maxImageAge` must be whole days, at least 1, got 12 hours',
  ],
  [
    'has priority 0',
    { maxImageCount: 1, rulePriority: 0 },
    '`rules[0].rulePriority` must be a whole number from 1 on, got the number 0',
  ],
])('fails when a rule of the CDK %s', (_, cdkRule, message) => {
  expect(() => compiledFromCdk(cdkRule)).toThrow(new Error(message));
});

function days(countType: string, countNumber: number): object {
  return { countType, countUnit: 'days', countNumber };
}

import { LifecyclePreview } from 'cdk-ecr-publishing';
import {
  any,
  daysAgo,
  digest,
  expireArchived,
  image,
  keepNewest,
  now,
  ranked,
  tagged,
  untagged,
} from './lifecycle-preview-cases';

const rules = ranked(keepNewest(1, any));
const images = [image('a', 1, ['v1'])];

/** The error message of a preview with these inputs. An input that is not JSON is given as text. */
function refusal(input: { policy?: unknown; images?: unknown; manifests?: unknown; now?: unknown }): string {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  try {
    LifecyclePreview.of({
      policyText: text('policy' in input ? input.policy : { rules }),
      imagesText: text('images' in input ? input.images : { imageDetails: images }),
      ...('manifests' in input && { manifestsText: text(input.manifests) }),
      now: ('now' in input ? input.now : now) as string,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidInputError') return error.message;
    throw error;
  }
  return 'nothing was refused';
}

const rule = (changes: object) => ({ rules: [{ ...ranked(keepNewest(1, any))[0], ...changes }] });
const selection = (changes: object) =>
  rule({ selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 1, ...changes } });
const noDocument = (got: string) => `\`policy\` must be a lifecycle document, { "rules": [...] }, got ${got}`;

describe('a document', () => {
  test.each<[string, unknown, string]>([
    ['is no JSON', '{ rules: [', '`policyText` must be JSON, got text that is not JSON'],
    ['is null', null, noDocument('null')],
    ['is a list', [], noDocument('a list')],
    ['is a number', 1, noDocument('the number 1')],
    ['has no rules', { Rules: [] }, noDocument("a mapping without 'rules'")],
    ['has rules that are no list', { rules: {} }, noDocument("a mapping without 'rules'")],
    ['lists no rule', { rules: [] }, '`rules` must list at least one rule, got an empty list'],
    ['has a rule that is none', { rules: [null] }, '`rules[0]` must be a mapping, got null'],
    [
      'has no priority',
      rule({ rulePriority: undefined }),
      '`rules[0].rulePriority` must be a whole number from 1 on, got nothing',
    ],
    [
      'has priority 0',
      rule({ rulePriority: 0 }),
      '`rules[0].rulePriority` must be a whole number from 1 on, got the number 0',
    ],
    [
      'has a description that is none',
      rule({ description: 1 }),
      '`rules[0].description` must be text, got the number 1',
    ],
    ['has no selection', rule({ selection: undefined }), '`rules[0].selection` must be a mapping, got nothing'],
    ['has no action', rule({ action: 'expire' }), "`rules[0].action` must be a mapping, got 'expire'"],
    ['has an unknown key', rule({ priority: 1 }), "`rules[0]` must not have the key 'priority'. ECR does not know it."],
    [
      'has an unknown action',
      rule({ action: { type: 'delete' } }),
      "`rules[0].action.type` must be one of expire, transition, got 'delete'",
    ],
    [
      'counts to 0',
      selection({ countNumber: 0 }),
      '`rules[0].selection.countNumber` must be a whole number from 1 on, got the number 0',
    ],
    [
      'names tags as text',
      selection({ tagStatus: 'tagged', tagPatternList: 'v*' }),
      "`rules[0].selection.tagPatternList` must be a list, got 'v*'",
    ],
    [
      'names tags as null',
      selection({ tagStatus: 'tagged', tagPrefixList: null }),
      '`rules[0].selection.tagPrefixList` must be a list, got null',
    ],
  ])('fails when it %s', (_, policy, message) => {
    expect(refusal({ policy })).toBe(message);
  });

  test('fails when it has more than 50 rules', () => {
    const many = Array.from({ length: 51 }, (_, place) => keepNewest(1, tagged(`v${place}`)));
    expect(refusal({ policy: { rules: ranked(...many) } })).toBe('`rules` must list at most 50 rules, got 51');
  });

  test('fails when two rules have the same priority', () => {
    const [one] = rules;
    const two = { ...ranked(keepNewest(1, tagged('v*')))[0], rulePriority: 1 };
    expect(refusal({ policy: { rules: [two, one] } })).toBe(
      '`rules[1].rulePriority` must be unique, got 1 again. rules[0] has it.',
    );
  });

  test('fails when two rules are for untagged images', () => {
    const policy = { rules: ranked(keepNewest(1, untagged), keepNewest(2, untagged)) };
    expect(refusal({ policy })).toBe(
      "`rules` must hold at most one rule with tagStatus 'untagged' for storageClass 'standard', got 2",
    );
  });

  test('fails when the rule for all images is not the last', () => {
    const policy = { rules: ranked(keepNewest(1, any), keepNewest(1, tagged('v*'))) };
    expect(refusal({ policy })).toBe("`rules` must give tagStatus 'any' the highest rulePriority, got 1 before 2");
  });

  test('may have a rule for all images of each storage class', () => {
    expect(refusal({ policy: { rules: ranked(expireArchived(90, any), keepNewest(1, any)) } })).toBe(
      'nothing was refused',
    );
  });
});

const detail = (changes: object) => ({ imageDetails: [{ ...image('a', 1, ['v1']), ...changes }] });
const noImages = (got: string) =>
  `\`images\` must be what 'aws ecr describe-images' prints, { "imageDetails": [...] }, got ${got}`;
const noInstant = (key: string, got: string) =>
  `\`imageDetails[0].${key}\` must be an instant with a zone like '2026-11-21T12:00:00Z', got ${got}`;

describe('images', () => {
  test.each<[string, unknown, string]>([
    ['are no JSON', '', '`imagesText` must be JSON, got text that is not JSON'],
    ['are null', null, noImages('null')],
    ['are something else', { images: [] }, noImages("a mapping without 'imageDetails'")],
    ['are listed as text', { imageDetails: 'a' }, noImages("a mapping without 'imageDetails'")],
    ['are pages of something else', [{ imageDetails: [] }, { images: [] }], noImages('a list')],
    ['hold null', { imageDetails: [null] }, '`imageDetails[0]` must be a mapping, got null'],
    [
      'have no digest',
      detail({ imageDigest: undefined }),
      '`imageDetails[0].imageDigest` must be an image digest, got nothing. Write it as text, in quotes',
    ],
    [
      'have tags that are no list',
      detail({ imageTags: 'v1' }),
      "`imageDetails[0].imageTags` must be a list of tags, got 'v1'",
    ],
    [
      'have a tag that is none',
      detail({ imageTags: ['v1', 2] }),
      '`imageDetails[0].imageTags` must hold tags, got the number 2',
    ],
    ['have no push', detail({ imagePushedAt: undefined }), noInstant('imagePushedAt', 'nothing')],
    [
      'have a push without a zone',
      detail({ imagePushedAt: '2026-11-21T12:00:00' }),
      noInstant('imagePushedAt', "'2026-11-21T12:00:00'"),
    ],
    [
      'have a day that is none',
      detail({ imagePushedAt: '2026-02-29T12:00:00Z' }),
      noInstant('imagePushedAt', "'2026-02-29T12:00:00Z'"),
    ],
    [
      'have a pull that is no instant',
      detail({ lastRecordedPullTime: 'never' }),
      noInstant('lastRecordedPullTime', "'never'"),
    ],
    [
      'count in milliseconds',
      detail({ imagePushedAt: 1_795_262_400_000 }),
      '`imageDetails[0].imagePushedAt` must be a time in seconds since 1970, got the number 1795262400000. ' +
        'Write milliseconds as text with a time zone.',
    ],
    [
      'have a status that is none',
      detail({ imageStatus: 'active' }),
      "`imageDetails[0].imageStatus` must be one of ACTIVE, ARCHIVED, ACTIVATING, got 'active'",
    ],
    [
      'have a size that is none',
      detail({ imageSizeInBytes: -1 }),
      '`imageDetails[0].imageSizeInBytes` must be a whole number from 0 on, got the number -1',
    ],
    [
      'come twice',
      [{ imageDetails: [image('a', 1)] }, { imageDetails: [image('b', 1), image('a', 1)] }],
      `\`[1].imageDetails[1].imageDigest\` must be unique, got '${digest('a')}' again. Create the list of images again.`,
    ],
    [
      'are of two repositories',
      { imageDetails: [image('a', 1, [], { repositoryName: 'one' }), image('b', 1, [], { repositoryName: 'two' })] },
      "`imageDetails[1].repositoryName` must be 'one' as before, got 'two'. Preview one repository at a time.",
    ],
  ])('fails when they %s', (_, listed, message) => {
    expect(refusal({ images: listed })).toBe(message);
  });

  test('fails when a rule depends on the time of archiving, and it is missing', () => {
    const policy = { rules: ranked(expireArchived(90, any)) };
    const archived = detail({ imageStatus: 'ARCHIVED' });
    expect(refusal({ policy, images: archived })).toBe(noInstant('lastArchivedAt', 'nothing'));
    expect(refusal({ images: archived })).toBe('nothing was refused');
  });

  test('may have null instead of a missing value', () => {
    const none = { imageTags: null, lastRecordedPullTime: null, imageStatus: null, imageSizeInBytes: null };
    expect(refusal({ images: detail(none) })).toBe('nothing was refused');
  });

  test.each<[string, unknown, number]>([
    ['a list of pages', [{ imageDetails: [image('a', 1)] }, { imageDetails: [image('b', 1)] }], 2],
    ['a list of images', [image('a', 1), image('b', 1)], 2],
    ['no images', { imageDetails: [] }, 0],
    ['no pages', [], 0],
  ])('come as %s', (_, listed, count) => {
    const preview = LifecyclePreview.of({
      policyText: JSON.stringify({ rules }),
      imagesText: JSON.stringify(listed),
      now,
    });
    expect(preview.images).toHaveLength(count);
    expect(preview.notes).toEqual([]);
  });

  test('are noted as incomplete if the last page is missing', () => {
    const pages = [
      { imageDetails: images, NextToken: 'x' },
      { imageDetails: [], nextToken: 'y' },
    ];
    const { notes } = LifecyclePreview.of({
      policyText: JSON.stringify({ rules }),
      imagesText: JSON.stringify(pages),
      now,
    });
    expect(notes).toEqual([
      'Images are missing: the answer of describe-images names a next page. Rules that count give wrong results.',
    ]);
  });
});

describe('manifests', () => {
  const noManifests = (got: string) =>
    `\`manifests\` must be what 'aws ecr batch-get-image' prints, { "images": [...] }, got ${got}`;
  const ofImage = (imageManifest: unknown) => ({ images: [{ imageId: { imageDigest: digest('a') }, imageManifest }] });

  test.each<[string, unknown, string]>([
    ['are no JSON', '{', '`manifestsText` must be JSON, got text that is not JSON'],
    ['are null', null, noManifests('null')],
    ['are something else', { imageDetails: [] }, noManifests("a mapping without 'images'")],
    ['hold null', { images: [null] }, '`images[0].imageId.imageDigest` must be an image digest, got nothing'],
    ['have no digest', [{ images: [{}] }], '`[0].images[0].imageId.imageDigest` must be an image digest, got nothing'],
    [
      'hold no manifest',
      ofImage(undefined),
      '`images[0].imageManifest` must be a manifest as JSON in a text, got none',
    ],
    ['hold no JSON', ofImage('{'), '`images[0].imageManifest` must be a manifest as JSON in a text, got none'],
    ['hold null as JSON', ofImage('null'), '`images[0].imageManifest` must be a manifest as JSON in a text, got none'],
    [
      'list no manifests',
      ofImage('{"manifests":[{}]}'),
      '`images[0].imageManifest` must list manifests by their digest, got other values',
    ],
  ])('fails when they %s', (_, manifests, message) => {
    expect(refusal({ manifests })).toBe(message);
  });
});

test.each<[string, unknown, string]>([
  ['is not a timestamp', 'today', "'today'"],
  ['has no zone', '2026-11-21T12:00', "'2026-11-21T12:00'"],
  ['is nothing', undefined, 'nothing'],
  ['is a number', 1, 'the number 1'],
])('fails when the time %s', (_, instant, got) => {
  expect(refusal({ now: instant })).toBe(
    `\`now\` must be an instant with a zone like '2026-11-21T12:00:00Z', got ${got}`,
  );
});

test('lists all problems at once, up to twenty', () => {
  const many = Array.from({ length: 30 }, () => ({ imagePushedAt: daysAgo(1) }));
  const lines = refusal({ policy: { rules: [] }, images: { imageDetails: many } }).split('\n');
  expect(lines).toHaveLength(21);
  expect(lines.slice(0, 2)).toEqual([
    '`rules` must list at least one rule, got an empty list',
    '`imageDetails[0].imageDigest` must be an image digest, got nothing. Write it as text, in quotes',
  ]);
  expect(lines.at(-1)).toBe('and 11 more problems');
});

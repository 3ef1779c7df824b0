import {
  any,
  archiveUnpulled,
  daysAgo,
  digest,
  expireArchived,
  expireOlderThan,
  fates,
  image,
  index,
  keepNewest,
  manifest,
  now,
  previewOf,
  ranked,
  reasons,
  tagged,
  untagged,
} from './lifecycle-preview-cases';

const indexType = 'application/vnd.oci.image.index.v1+json';

test('gives the reason why an image expires or is kept', () => {
  const rules = ranked(
    keepNewest(999_999, tagged('release-*')),
    keepNewest(1, tagged('pr-*')),
    expireOlderThan(1, untagged),
    expireOlderThan(30, any),
  );
  const images = [
    image('release', 400, ['release-1']),
    image('pr2', 50, ['pr-2']),
    image('pr1', 60, ['pr-1']),
    image('bare', 2),
    image('fresh', 0.5),
    image('old', 31, ['main']),
    image('new', 29, ['main-2']),
  ];
  expect(reasons(previewOf(rules, images))).toEqual({
    release: 'protected by rule 1, which shields it from rule 4',
    pr2: 'among the newest 1 of rule 2, which shields it from rule 4',
    pr1: 'not among the newest 1',
    bare: 'older than 1 day',
    fresh: 'not older than the 1 day of rule 3',
    old: 'older than 30 days',
    new: 'not older than the 30 days of rule 4',
  });
});

test('gives the reason why an image is archived or stays in the archive', () => {
  const rules = ranked(
    expireArchived(36_500, tagged('v*')),
    expireArchived(90, tagged('pr-*')),
    archiveUnpulled(30, any),
  );
  const archived = (days: number) => ({ imageStatus: 'ARCHIVED', lastArchivedAt: daysAgo(days) });
  const images = [
    image('release', 900, ['v1'], archived(800)),
    image('long', 900, ['pr-1'], archived(91)),
    image('short', 900, ['pr-2'], archived(90)),
    image('else', 900, ['main'], archived(800)),
    image('left', 31, ['main-2']),
    image('used', 31, ['main-3'], { lastRecordedPullTime: daysAgo(1) }),
  ];
  expect(reasons(previewOf(rules, images))).toEqual({
    release: 'protected by rule 1',
    long: 'archived for more than 90 days',
    short: 'archived within the 90 days of rule 2',
    else: 'archived already, and no rule selects it there',
    left: 'not pulled for more than 30 days',
    used: 'pulled or pushed within the 30 days of rule 3',
  });
});

describe('an age', () => {
  test('is exact, and "older" is strict', () => {
    const images = [image('exactly', 5, ['a']), image('more', 5 + 1e-3 / 86_400, ['b'])];
    expect(fates(previewOf(ranked(expireOlderThan(5, any)), images))).toEqual({ exactly: 'keep', more: 'expire 1' });
  });

  test('uses the time zone of the time, or seconds since 1970', () => {
    const images = [
      { imageDigest: digest('zone'), imagePushedAt: '2026-11-16T14:00:00.000001+02:00' },
      { imageDigest: digest('before'), imagePushedAt: '2026-11-16 06:59:59.999999-0500' },
      { imageDigest: digest('seconds'), imagePushedAt: Date.parse(now) / 1000 - 5 * 86_400 - 0.5 },
    ];
    expect(fates(previewOf(ranked(expireOlderThan(5, any)), images))).toEqual({
      zone: 'keep',
      before: 'expire 1',
      seconds: 'expire 1',
    });
  });
});

// "If an image was archived and then restored at any point in the past, the image's last_activated_at is used".
describe('a restored image', () => {
  const restored = (days: number) => ({ lastArchivedAt: daysAgo(200), lastActivatedAt: daysAgo(days) });

  test('ages from its restore', () => {
    const images = [image('long', 400, ['a'], restored(31)), image('short', 400, ['b'], restored(29))];
    expect(fates(previewOf(ranked(expireOlderThan(30, any)), images))).toEqual({ long: 'expire 1', short: 'keep' });
  });

  test('counts as new from its restore', () => {
    const images = [image('restored', 400, ['a'], restored(1)), image('pushed', 2, ['b'])];
    expect(fates(previewOf(ranked(keepNewest(1, any)), images))).toEqual({ restored: 'keep', pushed: 'expire 1' });
  });

  test('was not used before its restore', () => {
    const pulled = (days: number) => ({ lastRecordedPullTime: daysAgo(days) });
    const images = [
      image('fresh', 400, ['a'], { ...restored(29), ...pulled(300) }),
      image('stale', 400, ['b'], { ...restored(31), ...pulled(300) }),
      image('pulled', 400, ['c'], { ...restored(31), ...pulled(1) }),
    ];
    expect(fates(previewOf(ranked(archiveUnpulled(30, any)), images))).toEqual({
      fresh: 'keep',
      stale: 'archive 1',
      pulled: 'keep',
    });
  });

  test('is new while it is being restored', () => {
    const images = [image('coming', 400, ['a'], { imageStatus: 'ACTIVATING' }), image('pushed', 2, ['b'])];
    expect(fates(previewOf(ranked(keepNewest(1, any)), images))).toEqual({ coming: 'keep', pushed: 'expire 1' });
  });
});

describe('an image of an index', () => {
  const images = [
    image('index', 9, ['v1'], { imageManifestMediaType: indexType }),
    image('amd64', 9),
    image('arm64', 9),
    image('loose', 9),
  ];

  test('is kept with it', () => {
    const preview = previewOf(ranked(expireOlderThan(1, untagged)), images, [index('index', 'amd64', 'arm64')]);
    expect(fates(preview)).toEqual({ index: 'keep', amd64: 'keep', arm64: 'keep', loose: 'expire 1' });
    expect(reasons(preview).amd64).toBe(`part of ${digest('index').slice(0, 19)}, which is kept`);
    expect(preview.notes).toEqual([]);
  });

  test('follows its own rule if the index expires', () => {
    const rules = ranked(expireOlderThan(1, tagged('v*')), expireOlderThan(1, untagged));
    const preview = previewOf(rules, images, [index('index', 'amd64', 'missing')]);
    expect(fates(preview)).toEqual({ index: 'expire 1', amd64: 'expire 2', arm64: 'expire 2', loose: 'expire 2' });
  });

  test('is kept if one index of several is kept', () => {
    const other = image('other', 1, ['w'], { imageManifestMediaType: indexType });
    const rules = ranked(expireOlderThan(1, tagged('v*')), expireOlderThan(1, untagged));
    const preview = previewOf(rules, [...images, other], [index('index', 'amd64', 'arm64'), index('other', 'amd64')]);
    expect(fates(preview)).toMatchObject({ amd64: 'keep', arm64: 'expire 2' });
  });

  test('is unknown if the manifest is not given', () => {
    expect(previewOf(ranked(expireOlderThan(1, untagged)), images).notes).toEqual([
      '3 untagged images shown as expired or archived may be part of 1 multi-platform index whose manifest is not given. ECR keeps the ' +
        'parts of an index as long as it keeps the index. Pass the manifests, as ' +
        "'aws ecr batch-get-image' prints them.",
    ]);
  });
});

describe('a referrer', () => {
  const rules = ranked(expireOlderThan(5, tagged('v*')), expireOlderThan(1, untagged));
  const images = [
    image('old', 6, ['v1']),
    image('new', 4, ['v2']),
    image('sbom', 4, undefined, { subjectManifestDigest: digest('new') }),
    image('signature', 0),
    image('countersignature', 0),
  ];

  test('is kept or expires with its subject, through other referrers', () => {
    const preview = previewOf(rules, images, [
      manifest('signature', { subject: { digest: digest('old') } }),
      manifest('countersignature', { subject: { digest: digest('signature') } }),
    ]);
    expect(fates(preview)).toEqual({
      old: 'expire 1',
      new: 'keep',
      sbom: 'keep',
      signature: 'expire 1',
      countersignature: 'expire 1',
    });
    expect(reasons(preview)).toMatchObject({
      sbom: `refers to ${digest('new').slice(0, 19)}, which is kept`,
      signature: `refers to ${digest('old').slice(0, 19)}, which is deleted`,
    });
  });

  test('follows the rules if its subject does not exist', () => {
    const orphan = image('orphan', 4, undefined, { subjectManifestDigest: digest('gone') });
    expect(fates(previewOf(rules, [orphan]))).toEqual({ orphan: 'expire 2' });
  });

  test('is kept if it was archived before its subject', () => {
    const subject = image('subject', 90, ['a']);
    const early = image('early', 90, undefined, { imageStatus: 'ARCHIVED', subjectManifestDigest: digest('subject') });
    expect(reasons(previewOf(ranked(archiveUnpulled(30, any)), [subject, early]))).toMatchObject({
      early: 'archived already',
    });
  });

  test('fails when manifests refer to one another in a circle', () => {
    const circle = [
      manifest('old', { subject: { digest: digest('new') } }),
      manifest('new', { subject: { digest: digest('old') } }),
    ];
    expect(() => previewOf(rules, images, circle)).toThrow(
      new Error(
        `\`manifests\` must not refer to one another in a circle, got one that leads to '${digest('new')}'. ` +
          'Digests make that impossible, so read the manifests from the registry again.',
      ),
    );
  });

  test('may be the end of a long chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, place) =>
      image(`i${place}`, 9, place === 0 ? ['v1'] : undefined, { subjectManifestDigest: digest(`i${place - 1}`) }),
    );
    expect(previewOf(rules, chain).rules[0]?.imageCount).toBe(20_000);
  });
});

test('sums the images that each rule takes, and an index by its images', () => {
  const sized = { imageSizeInBytes: 100 };
  const images = [
    image('index', 9, ['v1'], { ...sized, imageManifestMediaType: indexType }),
    image('amd64', 9, undefined, sized),
    image('unknown', 9),
    image('kept', 9, ['main'], sized),
  ];
  const rules = ranked(expireOlderThan(1, tagged('v*')), expireOlderThan(1, untagged));
  expect(previewOf(rules, images, [index('index', 'amd64')]).rules).toEqual([
    { rulePriority: 1, action: 'expire', imageCount: 1, sizeInBytes: 0 },
    { rulePriority: 2, action: 'expire', imageCount: 2, sizeInBytes: 100 },
  ]);
});

test('notes that archived images may be missing', () => {
  expect(previewOf(ranked(expireArchived(90, any)), [image('a', 1, ['v1'])]).notes).toEqual([
    'Rule 1 selects archived images, but the input has none. Add the option --filter imageStatus=ANY to describe-images.',
  ]);
});

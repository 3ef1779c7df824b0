import { allow, allowOn, byService, login, pull, push, repository, role } from '../../review/reviewed';
import { contributor, everyCommand } from './every-command';
import { commandIds, commandOf, pageOf, withProperties, wordsOf } from './guided';

const ci = { AWS: 'arn:aws:iam::222222222222:role/ci' };

describe('the section about the repository', () => {
  const about = (more: object) => wordsOf(pageOf({ App: withProperties(repository('app'), more) }), 'about');

  test('shows the URI, the account and the Region', () => {
    expect(about({})).toContain('URI: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app\n');
    expect(about({})).toContain('AWS account: 123456789012, Region: eu-west-1\n');
  });

  test('shows each permission with its own condition', () => {
    const inOrganization = allow(pull, '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } });
    const words = wordsOf(pageOf({ App: repository('app', inOrganization, allow(push, ci)) }), 'about');
    expect(words).toContain('arn:aws:iam::222222222222:role/ci | push | its own account allows it too');
    expect(words).toContain(
      'o-a1b2c3d4e5 | pull | aws:PrincipalOrgID is o-a1b2c3d4e5, and its own account allows it too',
    );
    expect(words).not.toContain('push, pull');
  });

  const filters = [
    { ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'latest' },
  ];

  test.each([
    [{}, 'A push with a tag that another image has moves the tag to the new image. The earlier image loses the tag.'],
    [
      { ImageTagMutability: 'MUTABLE' },
      'A push with a tag that another image has moves the tag to the new image. The earlier image loses the tag.',
    ],
    [{ ImageTagMutability: 'IMMUTABLE' }, 'Tags never move. ECR refuses a push with a tag that another image has.'],
    [
      { ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION', ImageTagMutabilityExclusionFilters: filters },
      'A push moves only latest to the new image. ECR refuses a push with any other tag that another image has.',
    ],
    [
      { ImageTagMutability: 'MUTABLE_WITH_EXCLUSION', ImageTagMutabilityExclusionFilters: filters },
      'A push moves any tag to the new image, except latest. ECR refuses a push with an excepted tag that another image has.',
    ],
    [
      {
        ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
        ImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterValue: { Ref: 'Moving' } }],
      },
      'These templates do not show whether a tag can move.',
    ],
    [{ ImageTagMutability: { Ref: 'Mutability' } }, 'These templates do not show whether a tag can move.'],
  ])('shows which tags can move (case %#)', (more, words) => {
    expect(about(more)).toContain(words);
  });

  const rule = (rulePriority: number, selection: object, type = 'expire') => ({
    rulePriority,
    selection: {
      ...selection,
      ...('countType' in selection && selection.countType !== 'imageCountMoreThan' && { countUnit: 'days' }),
    },
    action: { type, ...(type === 'transition' && { targetStorageClass: 'archive' }) },
  });
  const lifecycle = (...rules: object[]) => ({ LifecyclePolicy: { LifecyclePolicyText: JSON.stringify({ rules }) } });

  test.each([
    [{}, ['Images are kept until a user deletes them.']],
    [
      lifecycle(
        rule(1, {
          tagStatus: 'tagged',
          tagPatternList: ['release-*'],
          countType: 'imageCountMoreThan',
          countNumber: 999_999,
        }),
        rule(2, { tagStatus: 'tagged', tagPrefixList: ['pr-', 'x'], countType: 'sinceImagePushed', countNumber: 14 }),
        rule(3, { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 1 }),
        rule(4, { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 }),
      ),
      [
        'Images tagged release-* are kept. The rules below do not apply to them.',
        'Images tagged pr-* and x* are deleted 14 days after their push.',
        'Images without a tag are deleted 1 day after their push.',
        'All images: the newest 10 are kept, and the others are deleted.',
      ],
    ],
    [
      lifecycle(
        rule(
          1,
          { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'sinceImagePulled', countNumber: 90 },
          'transition',
        ),
        rule(2, {
          tagStatus: 'any',
          storageClass: 'archive',
          countType: 'sinceImageTransitioned',
          countNumber: 365,
        }),
      ),
      [
        'Images tagged * are archived after 90 days without a pull. You cannot pull an archived image until it is restored.',
        'All archived images are deleted after 365 days in the archive.',
        'Other images are kept.',
      ],
    ],
    [
      { LifecyclePolicy: { LifecyclePolicyText: { Ref: 'Policy' } } },
      ['A lifecycle policy deletes images. These templates do not show which.'],
    ],
  ])('shows how long images are kept (case %#)', (more, words) => {
    const [, after = ''] = about(more).split('How long images are kept:\n');
    expect(after.split('\n').slice(0, words.length + 1)).toEqual([
      ...words,
      'These templates grant no one access to pull, push or list images. So this page has no commands.',
    ]);
  });

  test('shows who can use the repository, and under which condition', () => {
    const words = wordsOf(pageOf(everyCommand, { repository: 'App' }), 'about');
    expect(words).toContain('account 111111111111 | pull | its own account allows it too');
    expect(words).toContain('arn:aws:iam::222222222222:role/ci | push, pull, list | its own account allows it too');
    expect(words).toContain('arn:aws:iam::123456789012:role/task | pull | always');
    expect(words).toContain('the service codebuild.amazonaws.com | pull | aws:SourceAccount is 222222222222');
  });

  test('names the organization to which * is limited', () => {
    const bound = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    const words = wordsOf(pageOf({ App: repository('app', allow(pull, '*', bound)) }), 'about');
    expect(words).toContain('organization o-a1b2c3d4e5 | pull | aws:PrincipalOrgID is o-a1b2c3d4e5');
  });

  test.each([
    [{ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'anyone'],
    [{ StringEquals: { 'aws:PrincipalAccount': '333333333333' } }, 'account 333333333333'],
    [
      { StringEquals: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-b1b2c3d4e5'] } },
      'organization o-a1b2c3d4e5 or o-b1b2c3d4e5',
    ],
  ])('names the principals that * stands for under %j', (condition, who) => {
    expect(wordsOf(pageOf({ App: repository('app', allow(pull, '*', condition)) }), 'about')).toContain(
      `${who} | pull | `,
    );
  });

  test('counts the principals that are known only after deployment, and shows no commands for them', () => {
    const page = pageOf({
      App: repository('app'),
      Role: role('ci', byService('ec2.amazonaws.com'), login, { ...allowOn(pull, 'app'), Resource: { Ref: 'Some' } }),
    });
    expect(wordsOf(page, 'about')).toContain('1 principal may have access, which is known only after deployment.');
    expect(wordsOf(page, 'about')).not.toContain('grant no one access');
    expect(commandIds(page)).toEqual([]);
  });
});

test('a page counts the parts of the templates that were not read, and does not claim that no one has access', () => {
  const hidden = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://s3.amazonaws.com/b/k' } };
  const words = wordsOf(pageOf({ App: repository('app'), Roles: hidden }), 'about');
  expect(words).toContain(
    '1 part of the templates could not be read, and may grant more access. ' +
      'ecr-publishing review lists what could not be read.',
  );
  expect(words).not.toContain('grant no one access');
  const two = wordsOf(pageOf({ App: repository('app', allow(pull, '*')), One: hidden, Two: hidden }), 'about');
  expect(two).toContain('Who can use it:');
  expect(two).toContain('2 parts of the templates could not be read');
});

test('a repository without access has neither commands nor error messages', () => {
  const page = pageOf({ App: repository('app') });
  expect(page.sections.map(({ id }) => id)).toEqual(['about']);
});

test('a section that is not for all readers names its readers', () => {
  const page = pageOf({
    App: repository('app', allow([...push, ...pull], ci), allow(pull, { AWS: 'arn:aws:iam::111111111111:root' })),
  });
  expect(wordsOf(page, 'push')).toMatch(/^For arn:aws:iam::222222222222:role\/ci\.$/m);
  expect(wordsOf(page, 'pull')).not.toContain('For ');
});

describe('the contributor', () => {
  const page = pageOf({ App: repository('incoming/alice'), Alice: contributor('alice', 'incoming/alice') });

  test('reads its repository, its end date and the source of its credentials', () => {
    expect(wordsOf(page, 'contributor')).toContain(
      'alice may push to 123456789012.dkr.ecr.eu-west-1.amazonaws.com/incoming/alice until 2026-12-01T00:00:00Z, ' +
        'with credentials from arn:aws:iam::123456789012:role/user-services.',
    );
    expect(wordsOf(page, 'about')).toContain('the contributor alice | push | until 2026-12-01T00:00:00Z');
  });

  test('reads all steps from the credentials to the log-out, and none that it cannot take', () => {
    expect(page.sections.map(({ id }) => id)).toEqual([
      'about',
      'contributor',
      'log-in',
      'push',
      'after',
      'retag',
      'failures',
    ]);
    expect(commandIds(page)).toEqual([
      'take-credentials',
      'who-is-contributor',
      'log-in',
      'push',
      'push-platforms',
      'log-out',
      'retag',
    ]);
    expect(wordsOf(page, 'failures')).toContain('ExpiredToken');
  });

  test.each([
    [{ ScanOnPush: true }, true],
    [{ ScanOnPush: false }, false],
  ])('reads about a scan only if there is one: %j', (scanning, isScanned) => {
    const scanned = withProperties(repository('incoming/alice'), { ImageScanningConfiguration: scanning });
    const words = wordsOf(pageOf({ App: scanned, Alice: contributor('alice', 'incoming/alice') }), 'after');
    expect(words.includes('ECR scans each image')).toBe(isScanned);
  });

  test('is not a role whose trust policy names no session', () => {
    const plain = role('ci', byService('ec2.amazonaws.com'), login, allowOn(push, 'app'));
    expect(pageOf({ App: repository('app'), Role: plain }).sections.map(({ id }) => id)).not.toContain('contributor');
  });
});

describe('services', () => {
  const use = (...statements: object[]) => wordsOf(pageOf({ App: repository('app', ...statements) }), 'use');

  test('of another account are ECS and EKS, which pull as roles', () => {
    const words = use(allow(pull, { AWS: 'arn:aws:iam::111111111111:root' }));
    expect(words).toContain("The task's execution role pulls");
    expect(words).toContain('The role of the nodes pulls');
    expect(words).not.toMatch(/Lambda|CodeBuild/);
  });

  test('that the policy grants access are named', () => {
    expect(use(allow(pull, { Service: 'lambda.amazonaws.com' }))).toMatch(
      /Lambda, for a function in the Region eu-west-1/,
    );
    expect(use(allow(pull, { Service: 'codebuild.amazonaws.com' }))).toContain('allows CodeBuild itself to pull');
  });

  test('are known by their roles', () => {
    const page = pageOf({
      App: repository('app'),
      Role: role('build', byService('codebuild.amazonaws.com'), login, allowOn(pull, 'app')),
    });
    expect(wordsOf(page, 'use')).toContain('The role of the project pulls.');
    expect(wordsOf(page, 'use')).not.toMatch(/ECS|EKS|Lambda/);
  });

  test('refer to images by digest', () => {
    const page = pageOf({ App: repository('app', allow(pull, { Service: 'lambda.amazonaws.com' })) });
    expect(commandOf(page, 'use-in-lambda')).toContain('amazonaws.com/app@"$digest"');
    expect(commandIds(page)).toEqual(['use-in-lambda']);
  });
});

describe('error messages', () => {
  const failures = (actions: readonly string[], more: object = {}) =>
    wordsOf(pageOf({ App: withProperties(repository('app', allow(actions, ci)), more) }), 'failures');

  test.each([
    'no basic auth credentials',
    'basic credentials not found',
    'denied: Your authorization token has expired',
    'AccessDeniedException with ecr:GetAuthorizationToken',
    '403 Forbidden',
    'name unknown',
    'tag is immutable',
    'Waiting for a layer',
    'manifest unknown',
    'no matching manifest for linux/arm64',
    'exec format error',
    'toomanyrequests',
  ])('explain %s', (message) => {
    expect(failures([...push, ...pull], { ImageTagMutability: 'IMMUTABLE' })).toContain(message);
  });

  test('are only those that the reader can get', () => {
    expect(failures(pull)).not.toMatch(/Waiting|tag is immutable/);
    expect(failures(push)).not.toMatch(/no matching manifest|tag is immutable/);
    expect(failures(['ecr:DescribeImages'])).not.toMatch(/docker|toomanyrequests/i);
    expect(failures(['ecr:DescribeImages'])).toContain('RepositoryNotFoundException');
  });
});

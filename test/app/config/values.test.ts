import { full, problemsIn, type Refusal, refuses, withValue } from '../config-cases';

const everything = 'repositories[1]';
const actions = 'keepNewest, expireOlderThanDays, archiveUnpulledAfterDays, expireArchivedAfterDays';
const puller = (index: number) => `${everything}.pullers[${index}]`;

describe('accounts', () => {
  const what = 'must be a 12-digit AWS account id, got';
  const quotes = 'Write it in quotes, because a number loses its leading zeros';
  const refusals: Refusal[] = [
    ['123', `${what} '123'`],
    [123456789012, `${what} the number 123456789012. ${quotes}`],
    [12345678901, `${what} the number 12345678901. ${quotes}`],
    ['*', `${what} '*'. That would give every AWS account access. List the account ids`],
    ['1111-2222-3333', `${what} '1111-2222-3333'. Use digits only: '111122223333'`],
    ['111122223333 ', `${what} '111122223333 '. Remove the white space around it`],
    ['111122223333\n', `${what} '111122223333\\n'. Remove the white space around it`],
    ['１２３４５６７８９０１２', `${what} '１２３４５６７８９０１２'. The character U+FF11 at index 0 is not ASCII`],
    [
      '11112222\u200b3333',
      "must not have the control or invisible character U+200B, got '11112222\\u{200b}3333'. Remove it.",
    ],
    ['', `${what} an empty text`],
    [null, `${what} null. Write it as text, in quotes`],
    [true, `${what} the boolean true. Write it as text, in quotes`],
    [['111122223333'], `${what} a list. Write it as text, in quotes`],
    ['arn:aws:iam::111122223333:root', `${what} 'arn:aws:iam::111122223333:root'`],
  ];
  for (const path of [
    'environments[2].account',
    `${puller(0)}.account`,
    `${puller(4)}.lambda.account`,
    `${puller(5)}.codeBuild.account`,
    `${puller(8)}.service.account`,
    `${puller(10)}.tagged.account`,
    `${everything}.pushers[3].tagged.account`,
    `${everything}.readers[0].account`,
    `${everything}.pushers[0].account`,
  ]) {
    refuses(path, refusals);
  }
});

describe('organizations', () => {
  const what = "must be an AWS organization id such as 'o-a1b2c3d4e5', got";
  const refusals: Refusal[] = [
    ['o-abc', `${what} 'o-abc'`],
    ['o-*', `${what} 'o-*'. A wildcard would match other organizations.`],
    ['r-ab12', `${what} 'r-ab12'. That is the id of a root or an organizational unit.`],
    ['ou-ab12-12345678', `${what} 'ou-ab12-12345678'. That is the id of a root or an organizational unit.`],
    ['O-A1B2C3D4E5', `${what} 'O-A1B2C3D4E5'`],
    [5, `${what} the number 5. Write it as text, in quotes`],
  ];
  for (const path of [
    `${puller(1)}.organization`,
    `${puller(7)}.lambda.organization`,
    `${puller(9)}.service.organization`,
    `${puller(11)}.tagged.organization`,
    `${everything}.readers[1].organization`,
  ]) {
    refuses(path, refusals);
  }
});

describe('organizational units', () => {
  const what = "must be the path of an organizational unit such as 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111', got";
  for (const path of [`${puller(6)}.organizationalUnit`, `${everything}.readers[2].organizationalUnit`]) {
    refuses(path, [
      [
        'ou-ab12-11111111',
        `${what} 'ou-ab12-11111111'. Write the ids of the organization and of its root before the id of the unit.`,
      ],
      ['o-a1b2c3d4e5', `${what} 'o-a1b2c3d4e5'. Use organization for a whole organization.`],
      [
        'o-a1b2c3d4e5/r-ab12/*',
        `${what} 'o-a1b2c3d4e5/r-ab12/*'. Remove the wildcard. The path includes the units and accounts below it.`,
      ],
      [7, `${what} the number 7. Write it as text, in quotes`],
    ]);
  }
});

describe('tags of principals', () => {
  const key = 'must be the key of an IAM tag, got';
  const value = 'must be the value of an IAM tag, got';
  for (const path of [`${puller(10)}.tagged`, `${everything}.pushers[3].tagged`, `${everything}.readers[5].tagged`]) {
    refuses(`${path}.key`, [
      ['te*m', `${key} 'te*m'. IAM does not read wildcards here.`],
      [1, `${key} the number 1. Write it as text, in quotes`],
    ]);
    refuses(`${path}.value`, [
      ['*', `${value} '*'. IAM does not read wildcards here.`],
      ['', `${value} an empty text`],
      [true, `${value} the boolean true. Write it as text, in quotes`],
    ]);
  }
  for (const path of [`${puller(10)}.tagged`, `${everything}.readers[5].tagged`]) {
    refuses(path, [
      [{ key: 'a', value: 'b' }, 'must have exactly one of account, organization, got none'],
      [
        { key: 'a', value: 'b', account: '111111111111', organization: 'o-a1b2c3d4e5' },
        'must have exactly one of account, organization, got account and organization',
      ],
      ['team=platform', "must be a mapping, got 'team=platform'"],
    ]);
  }
  test('fails when an organization is to push', () => {
    const path = `${everything}.pushers[3].tagged`;
    expect(problemsIn(withValue(full, path, { key: 'a', value: 'b', organization: 'o-a1b2c3d4e5' }))).toEqual([
      `${path}: must not have 'organization'. The known keys are key, value, account.`,
      `${path}.account: is required`,
    ]);
  });
});

describe('services', () => {
  const name = "must be an AWS service such as 'lambda.amazonaws.com', got";
  const arn =
    "must be the ARN of the resource that the service acts for, such as 'arn:aws:sagemaker:eu-west-1:111122223333:model/*', got";
  refuses(`${puller(8)}.service.name`, [
    ['*', `${name} '*'`],
    ['sagemaker', `${name} 'sagemaker'`],
    ['sagemaker.amazonaws.com.evil.io', `${name} 'sagemaker.amazonaws.com.evil.io'`],
  ]);
  refuses(`${puller(8)}.service.arn`, [
    ['*', `${arn} '*'. Name its Region and account.`],
    [
      'arn:aws:sagemaker:us-east-1:111111111111:model/x',
      'must be in account 333333333333, got an ARN in account 111111111111',
    ],
  ]);
  refuses(`${puller(8)}.service`, [
    [
      { name: 'sagemaker.amazonaws.com' },
      'must have account, arn or organization, got none. Without one, any account could use the service to pull images.',
    ],
    ['sagemaker.amazonaws.com', "must be a mapping, got 'sagemaker.amazonaws.com'"],
  ]);
});

describe('roles and users', () => {
  const role = "must be the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name', got";
  const user = "must be the ARN of an IAM user such as 'arn:aws:iam::111122223333:user/name', got";
  const wildcard = 'IAM accepts no wildcard in a principal. Name each';
  for (const path of [
    `${puller(2)}.role`,
    `${everything}.pushers[1].role`,
    `${everything}.readers[3].role`,
    'repositories[2].onlyPushers[0].role',
  ]) {
    refuses(path, [
      ['junk', `${role} 'junk'`],
      ['*', `${role} '*'. ${wildcard} role.`],
      ['arn:aws:iam::111122223333:role/*', `${role} 'arn:aws:iam::111122223333:role/*'. ${wildcard} role.`],
      ['arn:aws:iam::111122223333:user/bob', `${role} 'arn:aws:iam::111122223333:user/bob'. That is a user.`],
      [
        'arn:aws:iam::111122223333:root',
        `${role} 'arn:aws:iam::111122223333:root'. Use account for every principal of an account.`,
      ],
      [
        'arn:aws:sts::111122223333:assumed-role/ci/me',
        `${role} 'arn:aws:sts::111122223333:assumed-role/ci/me'. Name the role, not one of its sessions.`,
      ],
      ['arn:aws:iam::1111:role/ci', `${role} 'arn:aws:iam::1111:role/ci'`],
      ['arn:aws:s3:::bucket', `${role} 'arn:aws:s3:::bucket'`],
      [
        'arn:aws:iam::111122223333:role/сi',
        `${role} 'arn:aws:iam::111122223333:role/сi'. The character U+0441 at index 31 is not ASCII`,
      ],
    ]);
  }
  refuses(`${puller(3)}.user`, [
    ['bob', `${user} 'bob'`],
    ['arn:aws:iam::111122223333:user/*', `${user} 'arn:aws:iam::111122223333:user/*'. ${wildcard} user.`],
    ['arn:aws:iam::111122223333:role/ci', `${user} 'arn:aws:iam::111122223333:role/ci'. That is a role.`],
  ]);
});

describe('who is one of several kinds', () => {
  const kinds =
    'must have exactly one of account, organization, organizationalUnit, role, user, tagged, lambda, codeBuild, service, got';
  refuses(puller(0), [
    [{}, `${kinds} none`],
    [{ account: '111111111111', organization: 'o-a1b2c3d4e5' }, `${kinds} account and organization`],
    ['111111111111', "must be a mapping, got '111111111111'"],
    [null, 'must be a mapping, got nothing'],
  ]);
  refuses(`${puller(4)}.lambda`, [
    ['333333333333', "must be a mapping, got '333333333333'"],
    [{}, 'must have exactly one of account, organization, got none'],
    [
      { account: '333333333333', organization: 'o-a1b2c3d4e5' },
      'must have exactly one of account, organization, got account and organization',
    ],
  ]);
  refuses(`${everything}.readers[0]`, [
    [{}, 'must have exactly one of account, organization, organizationalUnit, role, user, tagged, got none'],
  ]);
  refuses('repositories[2].onlyPushers[0]', [[{}, 'must have exactly one of role, user, got none']]);
  test.each([
    [`${everything}.readers[0]`, 'lambda', 'account, organization, organizationalUnit, role, user, tagged'],
    [`${everything}.pushers[0]`, 'organization', 'account, role, user, tagged'],
    ['repositories[2].onlyPushers[0]', 'account', 'role, user'],
  ])('fails when %s is of the kind %s', (path, kind, known) => {
    expect(problemsIn(withValue(full, path, { [kind]: '111111111111' }))).toEqual([
      `${path}: must not have '${kind}'. The known keys are ${known}.`,
      `${path}: must have exactly one of ${known}, got none`,
    ]);
  });
  refuses(`${everything}.pushers[0]`, [[{}, 'must have exactly one of account, role, user, tagged, got none']]);
});

describe('keys', () => {
  const what = 'must be the ARN of a customer managed KMS key, got';
  const alias = 'An alias may move to another key. Write the ARN of the key';
  refuses(`${everything}.encryptionKey`, [
    ['alias/aws/ecr', `${what} 'alias/aws/ecr'. ${alias}`],
    ['11111111-2222-3333-4444-555555555555', `${what} '11111111-2222-3333-4444-555555555555'`],
    [
      'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555',
      "must be in account 123456789012 and Region us-east-1 of environment 'prod', got account 123456789012 and " +
        'Region eu-west-1',
    ],
  ]);
});

describe('names', () => {
  const repository = "must be an ECR repository name like 'team/service', got";
  refuses(`${everything}.name`, [
    ['MyApp', `${repository} 'MyApp'. Use lower case only: 'myapp'`],
    ['a'.repeat(257), `${repository} 257 characters. ECR accepts at most 256`],
    ['app/', `${repository} 'app/'. It has an empty path segment`],
    ['/app', `${repository} '/app'. It has an empty path segment`],
    ['日本/app', `${repository} '日本/app'. The character U+65E5 at index 0 is not ASCII`],
    [' app', `${repository} ' app'. Remove the white space around it`],
    ['app:latest', `${repository} 'app:latest'. Omit the tag`],
    ['app@sha256:00', `${repository} 'app@sha256:00'. Omit the digest`],
    [12, `${repository} the number 12. Write it as text, in quotes`],
  ]);
  const environment = 'must be the name of an environment, got';
  refuses('environments[2].name', [
    ['-test', `${environment} '-test'. Use at most 64 letters, digits and '-'.`],
    ['a_b', `${environment} 'a_b'. Use at most 64 letters, digits and '-'.`],
    ['x'.repeat(65), `${environment} '${'x'.repeat(65)}'. Use at most 64 letters, digits and '-'.`],
    ['../../etc', `${environment} '../../etc'. Use at most 64 letters, digits and '-'.`],
  ]);
  refuses('publishers[0].name', [
    ['git hub', "must be an IAM role name, got 'git hub'. Use only letters, digits and '+=,.@-_'"],
    ['x'.repeat(65), 'must be an IAM role name, got 65 characters. IAM accepts at most 64'],
  ]);
  refuses('builds[0].name', [
    ['a', "must be a CodeBuild project name, got 'a'. Use 2 to 150 letters, digits, '-' and '_'"],
    ['a b', "must be a CodeBuild project name, got 'a b'. Use 2 to 150 letters, digits, '-' and '_'"],
  ]);
});

describe('tags', () => {
  const mutable = 'must be a tag or tag pattern, got';
  refuses(`${everything}.mutableTags[0]`, [
    ['*', `${mutable} '*'. That would make every tag mutable. If that is meant, set \`imageTagMutability\` to MUTABLE`],
    [
      '**',
      `${mutable} '**'. That would make every tag mutable. If that is meant, set \`imageTagMutability\` to MUTABLE`,
    ],
    ['v1 beta', `${mutable} 'v1 beta'. Use only letters, digits, '.', '_', '-' and '*'`],
    ['$(id)', `${mutable} '$(id)'. Use only letters, digits, '.', '_', '-' and '*'`],
    ['x'.repeat(129), `${mutable} 129 characters. Use at most 128`],
    [1.2, `${mutable} the number 1.2. Write it as text, in quotes`],
  ]);
  const pattern = 'must be a tag pattern, got';
  for (const path of [`${everything}.retention.protect[0]`, `${everything}.retention.rules[1].tagPatterns[0]`]) {
    refuses(path, [
      ['a*b*c*d*e*', `${pattern} 'a*b*c*d*e*'. ECR accepts at most 4 '*', and this has 5`],
      ['', `${pattern} an empty text`],
    ]);
  }
  refuses(`${everything}.retention.rules[0].tagPrefixes[0]`, [
    ['pr-*', "must be a tag prefix, got 'pr-*'. A prefix does not contain '*'. Write a pattern instead"],
  ]);
});

describe('counts and days', () => {
  for (const [key, least] of [
    ['keepNewest', 1],
    ['expireUntaggedAfterDays', 1],
  ] as const) {
    refuses(`defaults.retention.${key}`, [
      [0, `must be a whole number from ${least} on, got the number 0`],
      [-1, `must be a whole number from ${least} on, got the number -1`],
      [1.5, `must be a whole number from ${least} on, got the number 1.5`],
      [Infinity, `must be a whole number from ${least} on, got the number Infinity`],
      [NaN, `must be a whole number from ${least} on, got the number NaN`],
      ['10', `must be a whole number from ${least} on, got '10'. Write 10 without quotes.`],
      ['1d', `must be a whole number from ${least} on, got '1d'`],
      [null, `must be a whole number from ${least} on, got null`],
    ]);
  }
  refuses(`${everything}.retention.rules[3].expireArchivedAfterDays`, [
    [89, 'must be a whole number from 90 on, got the number 89'],
  ]);
});

describe('retention', () => {
  refuses('defaults.retention', [
    [{}, `must have one of keepAll, expireUntaggedAfterDays, ${actions}, rules. Leave it out to use the defaults.`],
    [
      { keepAll: true, keepNewest: 5 },
      'must have keepAll alone, got keepNewest too. It keeps every image, so remove one.',
    ],
    [
      [],
      'must be a mapping, got a list. To keep every image, write { keepAll: true }. Leave it out to use the defaults.',
    ],
    [
      { protect: ['v*'] },
      `must have one of keepAll, expireUntaggedAfterDays, ${actions}, rules. Leave it out to use the defaults.`,
    ],
    [
      { keepNewest: 10, archiveUnpulledAfterDays: 90 },
      'must have at most one of keepNewest, expireOlderThanDays, archiveUnpulledAfterDays, got keepNewest and ' +
        'archiveUnpulledAfterDays. ECR accepts one rule for all images. Keep one, or move the others to `rules` with ' +
        'tagPatterns.',
    ],
  ]);
  refuses(`${everything}.retention.rules[0]`, [
    [
      { keepNewest: 3 },
      'must have exactly one selection (tagPatterns, anyTagPatterns, tagPrefixes, untagged), got none',
    ],
    [
      { untagged: true, tagPatterns: ['a'], keepNewest: 3 },
      'must have exactly one selection (tagPatterns, anyTagPatterns, tagPrefixes, untagged), got tagPatterns and untagged',
    ],
    [
      { tagPrefixes: ['pr-'], keepNewest: 3, expireOlderThanDays: 3 },
      `must have exactly one action (${actions}), got keepNewest and expireOlderThanDays`,
    ],
  ]);

  test('fails when untagged is false, which would mean nothing', () => {
    expect(problemsIn(withValue(full, `${everything}.retention.rules[0]`, { untagged: false, keepNewest: 3 }))).toEqual(
      ['repositories[1].retention.rules[0].untagged: must be true'],
    );
  });
});

describe('Regions', () => {
  const what = 'must be an AWS Region, got';
  refuses('environments[2].region', [
    [
      'us-east-99',
      `${what} 'us-east-99'. Did you mean 'us-east-1'? This version of aws-cdk-lib does not know it. Correct it, or update aws-cdk-lib.`,
    ],
    ['US-EAST-1', `${what} 'US-EAST-1'. Write it in lower case.`],
    ['us-east-1a', `${what} 'us-east-1a'. That is a zone. Use its Region 'us-east-1'.`],
    ['', `${what} an empty text`],
  ]);
});

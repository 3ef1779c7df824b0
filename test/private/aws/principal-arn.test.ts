import { Aws } from 'aws-cdk-lib';
import { roleArnRule, userArnRule } from '../../../lib/private/aws/principal-arn';
import { validate } from '../../../lib/private/validation/validation';
import { hostileTexts, refuses, takes } from '../rule-cases';

const wildcard = 'IAM accepts no wildcard in a principal.';

describe('roleArnRule', () => {
  takes(roleArnRule, [
    'arn:aws:iam::111122223333:role/deployer',
    'arn:aws:iam::111122223333:role/team/service/deployer',
    ...['aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'].map(
      (partition) => `arn:${partition}:iam::111122223333:role/deployer`,
    ),
    'arn:aws:iam::111122223333:role/A_role+=,.@-1',
    `arn:aws:iam::111122223333:role/${'r'.repeat(64)}`,
  ]);

  refuses(roleArnRule, "the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name'", [
    ...hostileTexts,
    ['is no ARN', 'junk', "got 'junk'"],
    ['is a name', 'deployer', "got 'deployer'"],
    ['is an ARN of another service', 'arn:aws:s3:::role/deployer', "got 'arn:aws:s3:::role/deployer'"],
    ['has no account', 'arn:aws:iam:::role/deployer', "got 'arn:aws:iam:::role/deployer'"],
    ['has half an account', 'arn:aws:iam::1111:role/deployer', "got 'arn:aws:iam::1111:role/deployer'"],
    ['has a Region', 'arn:aws:iam:us-east-1:111122223333:role/a', "got 'arn:aws:iam:us-east-1:111122223333:role/a'"],
    ['has another partition', 'arn:evil:iam::111122223333:role/a', "got 'arn:evil:iam::111122223333:role/a'"],
    ['has a made-up partition', 'arn:aws-evil:iam::111122223333:role/a', "got 'arn:aws-evil:iam::111122223333:role/a'"],
    ['has half a partition', 'arn:aws-:iam::111122223333:role/a', "got 'arn:aws-:iam::111122223333:role/a'"],
    ['has no name', 'arn:aws:iam::111122223333:role/', "got 'arn:aws:iam::111122223333:role/'"],
    ['has only a path', 'arn:aws:iam::111122223333:role/team/', "got 'arn:aws:iam::111122223333:role/team/'"],
    ['is two ARNs', 'arn:aws:iam::1:role/a,arn:aws:iam::1:role/b', "got 'arn:aws:iam::1:role/a,arn:aws:iam::1:role/b'"],
    [
      'has a name too long',
      `arn:aws:iam::111122223333:role/${'r'.repeat(65)}`,
      `got 'arn:aws:iam::111122223333:role/${'r'.repeat(49)}...'`,
    ],
    [
      'has a path too long',
      `arn:aws:iam::111122223333:role/${'p/'.repeat(256)}ci`,
      `got 'arn:aws:iam::111122223333:role/${'p/'.repeat(24)}p...'`,
    ],
    ['is everybody', '*', `got '*'. ${wildcard} Name each role.`],
    [
      'is any role',
      'arn:aws:iam::111122223333:role/*',
      `got 'arn:aws:iam::111122223333:role/*'. ${wildcard} Name each role.`,
    ],
    ['is of any account', 'arn:aws:iam::*:role/ci', `got 'arn:aws:iam::*:role/ci'. ${wildcard} Name each role.`],
    [
      'holds a question mark',
      'arn:aws:iam::111122223333:role/c?',
      `got 'arn:aws:iam::111122223333:role/c?'. ${wildcard} Name each role.`,
    ],
    [
      'is an account',
      'arn:aws:iam::111122223333:root',
      "got 'arn:aws:iam::111122223333:root'. Use account for every principal of an account.",
    ],
    ['is an account id', '111122223333', "got '111122223333'. Use account for every principal of an account."],
    [
      'is a session',
      'arn:aws:sts::111122223333:assumed-role/ci/run',
      "got 'arn:aws:sts::111122223333:assumed-role/ci/run'. Name the role, not one of its sessions.",
    ],
    ['is a user', 'arn:aws:iam::111122223333:user/bob', "got 'arn:aws:iam::111122223333:user/bob'. That is a user."],
    [
      'has a variable for a name',
      'arn:aws:iam::111122223333:role/${aws:username}',
      "got 'arn:aws:iam::111122223333:role/${aws:username}'. IAM replaces no variable in a principal.",
    ],
    [
      'has a variable in its path',
      'arn:aws:iam::111122223333:role/${aws:PrincipalTag/team}/ci',
      "got 'arn:aws:iam::111122223333:role/${aws:PrincipalTag/team}/ci'. IAM replaces no variable in a principal.",
    ],
  ]);
});

describe('userArnRule', () => {
  takes(userArnRule, ['arn:aws:iam::111122223333:user/bob', 'arn:aws:iam::111122223333:user/people/bob@acme.com']);

  refuses(userArnRule, "the ARN of an IAM user such as 'arn:aws:iam::111122223333:user/name'", [
    ...hostileTexts,
    ['is a name', 'bob', "got 'bob'"],
    ['is a role', 'arn:aws:iam::111122223333:role/ci', "got 'arn:aws:iam::111122223333:role/ci'. That is a role."],
    ['is a group', 'arn:aws:iam::111122223333:group/ci', "got 'arn:aws:iam::111122223333:group/ci'"],
    [
      'is any user',
      'arn:aws:iam::111122223333:user/*',
      `got 'arn:aws:iam::111122223333:user/*'. ${wildcard} Name each user.`,
    ],
    [
      'is a federated session',
      'arn:aws:sts::111122223333:federated-user/bob',
      "got 'arn:aws:sts::111122223333:federated-user/bob'",
    ],
  ]);
});

describe('next to a token', () => {
  const judge = (arn: string) => () => {
    validate('arn', arn, roleArnRule);
  };

  test('takes a name in an account that is open', () => {
    expect(judge(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/team/ci`)).not.toThrow();
  });

  test.each([
    ['any role', `arn:aws:iam::${Aws.ACCOUNT_ID}:role/*`, ':role/*', '*'],
    ['roles that start alike', `arn:aws:iam::${Aws.ACCOUNT_ID}:role/ci-?`, ':role/ci-?', '?'],
    ['a role of any account', `arn:${Aws.PARTITION}:iam::*:role/ci`, ':iam::*:role/ci', '*'],
    ['a variable', `arn:aws:iam::${Aws.ACCOUNT_ID}:role/\${aws:username}`, ':role/${aws:username}', '${'],
  ])('fails when it is %s', (_, arn, part, wrong) => {
    expect(judge(arn)).toThrow(
      new Error(
        "`arn` must be the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name', got " +
          `'${part}' next to a token. It must not contain '${wrong}', for any value of the token`,
      ),
    );
  });
});

import { roleNameOrArnRule, roleNameRule } from '../../../lib/private/aws/role-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const characters = "Use only letters, digits and '+=,.@-_'";

describe('roleNameRule', () => {
  takes(roleNameRule, ['github-ci', 'A_role+=,.@-1', 'x'.repeat(64)]);

  refuses(roleNameRule, 'an IAM role name', [
    ...hostileTexts,
    ['is too long', 'x'.repeat(65), 'got 65 characters. IAM accepts at most 64'],
    ['holds a slash', 'team/ci', `got 'team/ci'. ${characters}`],
    ['holds a space', 'github ci', `got 'github ci'. ${characters}`],
    ['is any role', '*', `got '*'. ${characters}`],
    ['is an ARN', 'arn:aws:iam::1:role/ci', `got 'arn:aws:iam::1:role/ci'. ${characters}`],
    ['is a policy variable', '${aws:username}', `got '\${aws:username}'. ${characters}`],
  ]);
});

describe('roleNameOrArnRule', () => {
  takes(roleNameOrArnRule, ['jwt-pizza-ecs', 'arn:aws:iam::111122223333:role/jwt-pizza-ecs']);

  refuses(roleNameOrArnRule, 'an IAM role name', [
    ...hostileTexts,
    ['is any role', '*', `got '*'. ${characters}`],
    ['starts like others', 'jwt-*', `got 'jwt-*'. ${characters}`],
  ]);

  refuses(roleNameOrArnRule, "the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name'", [
    [
      'is the ARN of any role',
      'arn:aws:iam::111122223333:role/*',
      "got 'arn:aws:iam::111122223333:role/*'. IAM accepts no wildcard in a principal. Name each role.",
    ],
    [
      'is the ARN of an account',
      'arn:aws:iam::111122223333:root',
      "got 'arn:aws:iam::111122223333:root'. Use account for every principal of an account.",
    ],
  ]);
});

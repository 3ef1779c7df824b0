import { CfnParameter } from 'aws-cdk-lib';
import { sourceArnRule } from '../../../lib/private/aws/source-arn';
import { validate } from '../../../lib/private/validation/validation';
import { newStack } from '../../synthesis';
import { hostileTexts, refuses, takes } from '../rule-cases';

const what =
  "the ARN of the resource that the service acts for, such as 'arn:aws:sagemaker:eu-west-1:111122223333:model/*'";
const open = 'Name its Region and account.';

takes(sourceArnRule, [
  'arn:aws:sagemaker:eu-west-1:111122223333:model/one',
  'arn:aws:sagemaker:eu-west-1:111122223333:model/*',
  'arn:aws:sagemaker:eu-west-1:111122223333:*',
  'arn:aws:lambda:eu-west-1:111122223333:function:app:v?',
  ...['aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'].map(
    (partition) => `arn:${partition}:sagemaker:some-place-1:111122223333:model/one`,
  ),
]);

refuses(sourceArnRule, what, [
  ...hostileTexts,
  ['is anything', '*', `got '*'. ${open}`],
  [
    'is of any account',
    'arn:aws:lambda:eu-west-1:*:function:x',
    `got 'arn:aws:lambda:eu-west-1:*:function:x'. ${open}`,
  ],
  ['is of accounts that start alike', 'arn:aws:x:eu-west-1:1*:a', `got 'arn:aws:x:eu-west-1:1*:a'. ${open}`],
  ['is of any Region', 'arn:aws:x:*:111122223333:a', `got 'arn:aws:x:*:111122223333:a'. ${open}`],
  ['is of any service', 'arn:aws:*:eu-west-1:111122223333:a', `got 'arn:aws:*:eu-west-1:111122223333:a'. ${open}`],
  ['is of any partition', 'arn:*:x:eu-west-1:111122223333:a', `got 'arn:*:x:eu-west-1:111122223333:a'. ${open}`],
  ['is of no account', 'arn:aws:s3:::bucket', "got 'arn:aws:s3:::bucket'"],
  ['is of half an account', 'arn:aws:x:eu-west-1:1111:a', "got 'arn:aws:x:eu-west-1:1111:a'"],
  ['names nothing', 'arn:aws:x:eu-west-1:111122223333:', "got 'arn:aws:x:eu-west-1:111122223333:'"],
  ['is of a made-up partition', 'arn:aws-evil:x:r:111122223333:a', "got 'arn:aws-evil:x:r:111122223333:a'"],
  [
    'holds a variable',
    'arn:aws:x:r:111122223333:a/${aws:username}',
    "got 'arn:aws:x:r:111122223333:a/${aws:username}'",
  ],
  ...[
    'arn:aws:iam::111122223333:role/app',
    'arn:aws:iam::111122223333:root',
    'arn:aws:sts::111122223333:assumed-role/app/session',
    'arn:aws-cn:iam::111122223333:user/bob',
    'arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5',
  ].map((arn): [string, unknown, string] => [
    'is a principal',
    arn,
    `got '${arn}'. A service acts for its own resources, not for a principal. Grant access to the role or the account instead.`,
  ]),
  ['is an account', '111122223333', "got '111122223333'"],
  ['holds a space', 'arn:aws:x:r:111122223333:a b', "got 'arn:aws:x:r:111122223333:a b'"],
]);

describe('next to a token', () => {
  const { valueAsString: token } = new CfnParameter(newStack(), 'Known');

  test.each([
    `arn:aws:sagemaker:${token}:111122223333:model/*`,
    `arn:aws:sagemaker:eu-west-1:${token}:model/*`,
    `arn:aws:logs:eu-west-1:${token}:log-group:*:log-stream:x`,
    `arn:aws:sagemaker:eu-west-1:111122223333:*/${token}`,
    `${token}/*`,
  ])('a wildcard may follow the account: %s', (arn) => {
    expect(() => {
      validate('arn', arn, sourceArnRule);
    }).not.toThrow();
  });

  test.each([
    ['Region', `arn:aws:lambda:*:${token}:function:x`, 'arn:aws:lambda:*:', 'arn:aws:lambda:*'],
    ['account', `arn:aws:lambda:eu-west-1:*:${token}`, 'arn:aws:lambda:eu-west-1:*:', 'arn:aws:lambda:eu-west-1:*'],
    ['account behind an open Region', `arn:aws:lambda:${token}:*:function:x`, ':*:function:x', ':*:'],
  ])('fails when the %s is a wildcard', (_, arn, part, wrong) => {
    expect(() => {
      validate('arn', arn, sourceArnRule);
    }).toThrow(
      new Error(
        `\`arn\` must be ${what}, got '${part}' next to a token. It must not contain '${wrong}', for any value of the token`,
      ),
    );
  });
});

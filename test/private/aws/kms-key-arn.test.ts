import { kmsKeyArnRule } from '../../../lib/private/aws/kms-key-arn';
import { hostileTexts, refuses, takes } from '../rule-cases';

const id = '01234567-89ab-cdef-0123-456789abcdef';
const alias = 'An alias may move to another key. Write the ARN of the key';

takes(kmsKeyArnRule, [
  `arn:aws:kms:eu-west-1:111122223333:key/${id}`,
  `arn:aws-cn:kms:cn-north-1:111122223333:key/${id}`,
  `arn:aws:kms:eu-west-1:111122223333:key/mrk-${'0123456789abcdef'.repeat(2)}`,
]);

refuses(kmsKeyArnRule, 'the ARN of a customer managed KMS key', [
  ...hostileTexts,
  ['is an id', id, `got '${id}'`],
  ['is the alias of an AWS managed key', 'alias/aws/ecr', `got 'alias/aws/ecr'. ${alias}`],
  [
    'is the ARN of an alias',
    'arn:aws:kms:eu-west-1:111122223333:alias/images',
    `got 'arn:aws:kms:eu-west-1:111122223333:alias/images'. ${alias}`,
  ],
  ['is any key', 'arn:aws:kms:eu-west-1:111122223333:key/*', "got 'arn:aws:kms:eu-west-1:111122223333:key/*'"],
  ['has no account', `arn:aws:kms:eu-west-1::key/${id}`, `got 'arn:aws:kms:eu-west-1::key/${id}'`],
  ['has no Region', `arn:aws:kms::111122223333:key/${id}`, `got 'arn:aws:kms::111122223333:key/${id}'`],
  [
    'is of another service',
    `arn:aws:s3:eu-west-1:111122223333:key/${id}`,
    `got 'arn:aws:s3:eu-west-1:111122223333:key/${id}'`,
  ],
  ['is half an id', 'arn:aws:kms:eu-west-1:111122223333:key/0123', "got 'arn:aws:kms:eu-west-1:111122223333:key/0123'"],
]);

import { bucketNameRule } from '../../../lib/private/aws/bucket-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const remedy = "Use 3 to 63 lower case letters, digits, '.' and '-'";

takes(bucketNameRule, ['abc', 'acme-sources.eu-1', 'x'.repeat(63)]);

refuses(bucketNameRule, 'the name of an S3 bucket', [
  ...hostileTexts,
  ['is too short', 'ab', `got 'ab'. ${remedy}`],
  ['is too long', 'x'.repeat(64), `got '${'x'.repeat(64)}'. ${remedy}`],
  ['is in upper case', 'Acme', `got 'Acme'. ${remedy}`],
  ['is an address', 's3://acme/key', `got 's3://acme/key'. ${remedy}`],
  ['is an ARN', 'arn:aws:s3:::acme', `got 'arn:aws:s3:::acme'. ${remedy}`],
  ['is any bucket', 'acme-*', `got 'acme-*'. ${remedy}`],
  ['starts with a dash', '-acme', `got '-acme'. ${remedy}`],
  ['ends in a dot', 'acme.', `got 'acme.'. ${remedy}`],
]);

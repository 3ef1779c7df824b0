import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketNameRule: Rule = (value) =>
  firstProblem(value, textRule('the name of an S3 bucket'), (checked) =>
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(checked as string)
      ? undefined
      : `must be the name of an S3 bucket, got ${quote(checked)}. Use 3 to 63 lower case letters, digits, '.' and '-'`,
  );

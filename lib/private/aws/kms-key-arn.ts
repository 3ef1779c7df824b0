import { mismatchedPartitionProblem } from './partition';
import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = 'the ARN of a customer managed KMS key';

/** A key by its own ARN: an alias can be moved to another key, and an AWS managed key serves its account only. */
export const kmsKeyArnRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    if (/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f-]{36})$/.test(text)) {
      return mismatchedPartitionProblem(text);
    }
    const remedy = text.includes('alias/') ? '. An alias may move to another key. Write the ARN of the key' : '';
    return `must be ${what}, got ${quote(text)}${remedy}`;
  });

import { mismatchedPartitionProblem } from './partition';
import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = "the ARN of an SNS topic, like 'arn:aws:sns:us-east-1:111122223333:builds'";

export const topicArnRule: Rule = (value) =>
  firstProblem(value, textRule(what), (text) => {
    if (/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/.test(text as string)) {
      return mismatchedPartitionProblem(text as string);
    }
    const remedy = (text as string).endsWith('.fifo') ? '; EventBridge tells no FIFO topic' : '';
    return `must be ${what}, got ${quote(text)}${remedy}`;
  });

import { mismatchedPartitionProblem } from './partition';
import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = 'the ARN of a connection (arn:aws:codeconnections:...)';

/** The ARN of a connection. ARNs from before the service was renamed contain `codestar-connections`. */
export const connectionArnRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) =>
    /^arn:aws[a-z-]*:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[a-f0-9-]+$/.test(
      checked as string,
    )
      ? mismatchedPartitionProblem(checked as string)
      : `must be ${what}, got ${quote(checked)}`,
  );

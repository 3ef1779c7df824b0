import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = 'the ARN of a connection (arn:aws:codeconnections:...)';

/** A connection by its ARN; those made before the service's new name keep `codestar-connections` in it. */
export const connectionArnRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) =>
    /^arn:aws[a-z-]*:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[a-f0-9-]+$/.test(
      checked as string,
    )
      ? undefined
      : `must be ${what}, got ${quote(checked)}`,
  );

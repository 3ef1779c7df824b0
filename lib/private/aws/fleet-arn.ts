import { mismatchedPartitionProblem } from './partition';
import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = 'the ARN of a CodeBuild fleet (arn:aws:codebuild:...:fleet/NAME:ID)';

export const fleetArnRule: Rule = (value) =>
  firstProblem(value, textRule(what), (text) =>
    /^arn:aws[a-z-]*:codebuild:[a-z0-9-]+:\d{12}:fleet\/[\w-]{2,128}:[0-9a-f-]{36}$/.test(text as string)
      ? mismatchedPartitionProblem(text as string)
      : `must be ${what}, got ${quote(text)}`,
  );

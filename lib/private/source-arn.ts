import { textRule } from './text';
import { type Rule, firstProblem, quote } from './validation';

const what = "the ARN of what the service acts for, like 'arn:aws:sagemaker:eu-west-1:111122223333:model/*'";
const form = /^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:\d{12}:[\x21-\x7e]+$/;

/** What a service acts for: an ARN of one account, with wildcards after that at most. */
export const sourceArnRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    const remedy = text.split(':', 5).some((part) => /[*?]/.test(part)) ? '; name its Region and account' : '';
    return form.test(text) && !text.includes('${') ? undefined : `must be ${what}, got ${quote(text)}${remedy}`;
  });

import { partitionForm } from './partition';
import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "the ARN of what the service acts for, like 'arn:aws:sagemaker:eu-west-1:111122223333:model/*'";
const form = new RegExp(`^arn:${partitionForm}:[a-z0-9-]+:[a-z0-9-]*:\\d{12}:[\\x21-\\x7e]+$`);

/** A wildcard for the service, the Region or the account, as far as text beside tokens shows which of them it is. */
const openPlace = /^arn:(?:[^:*?]*:){0,3}[^:*?]*[*?]|^:[*?]+:|\$\{|[^\x21-\x7e]/u;

/** What a service acts for: an ARN of one account, with wildcards after that at most. */
export const sourceArnRule: Rule = nameRule(what, openPlace, (text) => {
  const remedy = text.split(':', 5).some((part) => /[*?]/.test(part)) ? '; name its Region and account' : '';
  return form.test(text) && !text.includes('${') ? undefined : `must be ${what}, got ${quote(text)}${remedy}`;
});

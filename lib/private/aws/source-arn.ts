import { mismatchedPartitionProblem, partitionForm } from './partition';
import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what =
  "the ARN of the resource that the service acts for, such as 'arn:aws:sagemaker:eu-west-1:111122223333:model/*'";
const form = new RegExp(`^arn:${partitionForm}:[a-z0-9-]+:[a-z0-9-]*:\\d{12}:[\\x21-\\x7e]+$`);

const notSource =
  'A service acts for its own resources, not for a principal. Grant access to the role or the account instead.';

/** A wildcard for the service, the Region or the account, if the text next to tokens shows which part it is. */
const openPart = /^arn:(?:[^:*?]*:){0,3}[^:*?]*[*?]|^:[*?]+:|\$\{|[^\x21-\x7e]/u;

/** The ARN of a resource that a service acts for. It names one account and can contain wildcards after it. */
export const sourceArnRule: Rule = nameRule(what, openPart, (text) => {
  if (/^arn:[^:]*:(?:iam|sts|organizations):/.test(text)) return `must be ${what}, got ${quote(text)}. ${notSource}`;
  const remedy = text.split(':', 5).some((part) => /[*?]/.test(part)) ? '. Name its Region and account.' : '';
  if (form.test(text) && !text.includes('${')) return mismatchedPartitionProblem(text);
  return `must be ${what}, got ${quote(text)}${remedy}`;
});

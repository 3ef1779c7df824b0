import { type Rule, quote } from '../validation/validation';

/**
 * The id of an account at GitHub or GitLab. It becomes part of a regular expression, so it contains digits only.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
 */
export const actorIdRule: Rule = (value) => {
  if (typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value)) return undefined;
  const remedy = typeof value === 'number' ? '. Write it in quotes' : '';
  return `must be the numeric id of an account as digits, got ${quote(value)}${remedy}`;
};

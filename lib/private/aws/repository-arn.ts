import { partitionForm } from './partition';
import { repositoryNameRule } from '../oci/repository-name';
import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "the ARN of one ECR repository such as 'arn:aws:ecr:us-east-1:111122223333:repository/team/service'";
const form = new RegExp(`^arn:${partitionForm}:ecr:[a-z0-9-]+:\\d{12}:repository/(.+)$`);

/** The ARN of one repository. A wildcard would match other repositories too. */
export const repositoryArnRule: Rule = nameRule(what, /[^a-z0-9._:/-]/u, (text) => {
  const [, name] = form.exec(text) ?? [];
  if (name !== undefined && repositoryNameRule(name) === undefined) return undefined;
  return `must be ${what}, got ${quote(text)}${/[*?]/.test(text) ? '. Name each repository.' : ''}`;
});

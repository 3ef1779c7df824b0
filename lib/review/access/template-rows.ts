import { asAnyMatch } from '../texts/symbolic-text';
import { type RepositoryNode } from '../templates/template-graph';
import { type AccessRow } from './access-row';
import { operationNeeds } from './operations';
import { onCondition } from './registry-rows';
import { grantedRows } from './repository-rows';

const byTemplate = 'ECR creates the repository with this template';

/**
 * The access that the policy of a creation template grants to the repositories which ECR creates below its prefix.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export function templateRows(template: RepositoryNode): AccessRow[] {
  const { arn: pattern } = template;
  const any = { ...template, name: pattern, arn: asAnyMatch(pattern) };
  return grantedRows(any, operationNeeds).map((row) => ({
    ...onCondition(row, byTemplate),
    repository: pattern,
    arn: pattern,
    outside: true,
  }));
}

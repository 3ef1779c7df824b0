import { adminActions } from '../../../private/ecr-actions';
import { type Statement } from '../../template-graph';
import { isAbout } from '../statement-actions';

/** What a statement of ECR lets people do with a repository, for a message: `pull from`, `push to`. */
export function useOf(statement: Statement): string {
  if (adminActions.some((action) => isAbout(statement, action))) return 'change';
  const uses = [];
  if (isAbout(statement, 'ecr:BatchGetImage')) uses.push('pull from');
  if (isAbout(statement, 'ecr:PutImage')) uses.push('push to');
  if (isAbout(statement, 'ecr:ReplicateImage')) uses.push('replicate into');
  return uses.join(' and ') || 'use';
}

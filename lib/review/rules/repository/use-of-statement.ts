import { adminActions } from '../../../private/aws/ecr-actions';

/** What some actions do with a repository, for a message: `pull from`, `push to`. */
export function useOf(actions: readonly string[]): string {
  if (actions.some((action) => adminActions.includes(action))) return 'change';
  const uses = [];
  if (actions.includes('ecr:BatchGetImage')) uses.push('pull from');
  if (actions.includes('ecr:PutImage')) uses.push('push to');
  if (actions.includes('ecr:ReplicateImage')) uses.push('replicate into');
  return uses.join(' and ') || 'use';
}

import { adminActions } from '../../../private/aws/ecr-actions';

/** The words of a message for some actions on a repository: `pull from`, `push to`. */
export function useOf(named: readonly string[]): string {
  const actions = named.map((action) => action.replace(/^ecr-public:/, 'ecr:'));
  if (actions.some((action) => adminActions.includes(action))) return 'change';
  const uses = [];
  const readsManifests = actions.includes('ecr:BatchGetImage');
  const readsLayers = actions.includes('ecr:GetDownloadUrlForLayer');
  if (readsManifests && readsLayers) uses.push('pull from');
  else if (readsManifests) uses.push('read the image manifests of');
  else if (readsLayers) uses.push('download layers of');
  if (actions.includes('ecr:PutImage')) uses.push('push to');
  if (actions.includes('ecr:ReplicateImage')) uses.push('replicate into');
  return uses.join(' and ') || 'use';
}

import { hasUnresolved } from '../../texts/symbolic-text';
import { textOf } from '../shape';
import { eachLifecycleRule } from './lifecycle-rule';
import { type LifecycleRule } from './lifecycle-text';

export const archiveRefused = eachLifecycleRule({
  id: 'lifecycle-archive-refused',
  severity: 'error',
  title: 'A lifecycle rule about the archive that ECR refuses',
  fix: "A transition needs targetStorageClass 'archive', and an expiry must not have it. Use sinceImagePulled with transition, and sinceImageTransitioned with expire and storageClass 'archive'.",
  problem: (rule) => {
    const problem = problemOf(rule);
    return problem && `${problem}. ECR refuses the policy.`;
  },
});

function problemOf({ action, target, countType, storageClass, tagStatus }: LifecycleRule): string | undefined {
  if ([action, textOf(target), countType, tagStatus].some((text) => text !== undefined && hasUnresolved(text)))
    return undefined;
  if (action === 'transition' && target !== 'archive') return "that moves images without targetStorageClass 'archive'";
  if (action === 'expire' && target !== undefined) return 'that expires images and has a targetStorageClass';
  if (countType === 'sinceImagePulled' && action === 'expire') return 'that expires images by their last pull';
  if (countType === 'sinceImageTransitioned' && (action === 'transition' || storageClass === 'standard')) {
    return 'that counts the days in the archive, but does not expire archived images';
  }
  if (action === 'transition' && storageClass === 'archive') return 'that moves images that are already archived';
  return undefined;
}

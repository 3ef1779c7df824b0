import { type PackedAction } from '../private/aws/pack-statements';
import { pullImages, pushImages } from './use-statements';

/** A use of repositories that managed policies allow. */
export interface RepositoryUse {
  /** The construct that makes the policies, as messages name it. */
  readonly construct: string;
  /** The construct id of the first policy. */
  readonly id: string;
  readonly description: string;
  readonly action: PackedAction;
}

export const pull: RepositoryUse = {
  construct: 'ImagePullAccess',
  id: 'Pull',
  description: 'Pull images from the named repositories',
  action: pullImages,
};

export const push: RepositoryUse = {
  construct: 'ImagePushAccess',
  id: 'Push',
  description: 'Push images to the named repositories',
  action: pushImages,
};

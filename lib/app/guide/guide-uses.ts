import { loginAction } from '../../private/aws/ecr-actions';
import { type OperationNeeds } from '../../review/index';

/** A way in which people use a repository by hand. */
export type GuideUse = 'push' | 'pushIndex' | 'pull' | 'readConfig' | 'retag' | 'list' | 'listTags';

const upload = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:PutImage',
];

/**
 * The actions that each use needs. They are finer than the operations of a review: `ecr:ListImages` alone does not allow
 * `aws ecr describe-images`, and a push does not need to read a manifest.
 */
export const guideUses: Readonly<Record<GuideUse, readonly string[]>> = {
  push: upload,
  pushIndex: [...upload, 'ecr:BatchGetImage'],
  pull: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  readConfig: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  retag: ['ecr:BatchGetImage', 'ecr:PutImage'],
  list: ['ecr:DescribeImages'],
  listTags: ['ecr:ListImages'],
};

/** The uses that run docker, which also needs a login. */
const withLogin: readonly GuideUse[] = ['push', 'pushIndex', 'pull'];

/** A use in the form that the review evaluates. The name of the operation does not matter here. */
export function needsOf(use: GuideUse): OperationNeeds {
  return {
    operation: 'pull',
    actions: guideUses[use],
    any: false,
    login: withLogin.includes(use) ? [loginAction] : [],
  };
}

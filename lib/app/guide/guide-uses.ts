import { type OperationNeeds } from '../../review';

/** What people do with a repository by hand. */
export type GuideUse = 'push' | 'pushIndex' | 'pull' | 'readConfig' | 'retag' | 'list' | 'listTags';

const upload = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:PutImage',
];

/**
 * The actions that each use takes. Finer than the operations of a review: who may only `ecr:ListImages` can't run
 * `aws ecr describe-images`, and who pushes need not be able to read a manifest.
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

/** What docker does takes a login too. */
const withLogin: readonly GuideUse[] = ['push', 'pushIndex', 'pull'];

/** One use as the review asks for it. The name of the operation is of no account here. */
export function needsOf(use: GuideUse): OperationNeeds {
  return { operation: 'pull', actions: guideUses[use], any: false, login: withLogin.includes(use) };
}

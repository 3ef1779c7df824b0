/**
 * What each use of a repository takes.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export const pullActions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** What a service needs to fetch an image on somebody's behalf. */
export const servicePullActions = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** BatchGetImage belongs to a push: a registry cache, a manifest list and the AWS push policy need it. */
export const pushActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

export const pullPushActions = [...new Set([...pullActions, ...pushActions])].sort();

/** What changes the images of a repository by a push, and nothing that a pull takes too. */
export const writeActions = [
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/** What shows a repository, its images, their scan findings and its policies, without any image's content. */
export const readActions = [
  'ecr:DescribeImageScanFindings',
  'ecr:DescribeImages',
  'ecr:DescribeRepositories',
  'ecr:GetLifecyclePolicy',
  'ecr:GetRepositoryPolicy',
  'ecr:ListImages',
  'ecr:ListTagsForResource',
];

/** What deletes images, or decides over them and over who has access: for the owner's account alone. */
export const adminActions = [
  'ecr:BatchDeleteImage',
  'ecr:CreateRepository',
  'ecr:DeleteLifecyclePolicy',
  'ecr:DeleteRepository',
  'ecr:DeleteRepositoryPolicy',
  'ecr:PutImageScanningConfiguration',
  'ecr:PutImageTagMutability',
  'ecr:PutLifecyclePolicy',
  'ecr:SetRepositoryPolicy',
  'ecr:TagResource',
  'ecr:UntagResource',
  'ecr:UpdateImageStorageClass',
];

/** The other actions that are about a repository, as the service authorization reference lists them. */
const otherActions = [
  'ecr:BatchGetRepositoryScanningConfiguration',
  'ecr:BatchImportUpstreamImage',
  'ecr:DescribeImageReplicationStatus',
  'ecr:DescribeImageSigningStatus',
  'ecr:GetImageCopyStatus',
  'ecr:GetLifecyclePolicyPreview',
  'ecr:ReplicateImage',
  'ecr:StartImageScan',
  'ecr:StartLifecyclePolicyPreview',
];

/**
 * All that a repository policy can be about.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
export const repositoryActions = [...new Set([...pullPushActions, ...readActions, ...adminActions, ...otherActions])];

/** `docker login`. It takes no resource and comes from an identity policy only: ECR refuses it in its own policies. */
export const loginAction = 'ecr:GetAuthorizationToken';

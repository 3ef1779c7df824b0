/**
 * The actions that each use of a repository needs.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export const pullActions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** The actions that a service needs to fetch an image on behalf of its user. */
export const servicePullActions = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** A push includes BatchGetImage, because a registry cache, a manifest list and the AWS push policy need it. */
export const pushActions = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

export const pullPushActions = [...new Set([...pullActions, ...pushActions])].sort();

/** The actions of a push that change the images of a repository. A pull needs none of them. */
export const writeActions = [
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

/** The actions that show a repository, its images, their scan findings and its policies, but not the content of images. */
export const readActions = [
  'ecr:DescribeImageScanFindings',
  'ecr:DescribeImages',
  'ecr:DescribeRepositories',
  'ecr:GetLifecyclePolicy',
  'ecr:GetRepositoryPolicy',
  'ecr:ListImages',
  'ecr:ListTagsForResource',
];

/** The actions that delete images, change settings or change access. Only the owner's account may have them. */
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
 * All actions that a repository policy may contain.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
export const repositoryActions = [...new Set([...pullPushActions, ...readActions, ...adminActions, ...otherActions])];

/** `docker login`. The action has no resource, and only an identity policy may contain it. ECR refuses it in repository policies. */
export const loginAction = 'ecr:GetAuthorizationToken';

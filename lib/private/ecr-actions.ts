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

/** `docker login`. It takes no resource and comes from an identity policy only: ECR refuses it in its own policies. */
export const loginAction = 'ecr:GetAuthorizationToken';

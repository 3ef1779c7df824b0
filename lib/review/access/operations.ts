import { type Operation } from './access-row';

/** The actions that an operation on a repository needs: all of them, or any of them. */
export interface OperationNeeds {
  readonly operation: Exclude<Operation, 'assume'>;
  readonly actions: readonly string[];
  readonly any: boolean;
  /** Whether a principal of the repository's account must also log in. */
  readonly login: boolean;
}

/** The names of all operations, for a command line. */
export const operationNames: readonly Operation[] = ['pull', 'push', 'delete', 'configure', 'list', 'assume'];

/** The action of `docker login`. It has no resource. */
export const loginAction = 'ecr:GetAuthorizationToken';

/** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
export const operationNeeds: readonly OperationNeeds[] = [
  all('pull', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'),
  all(
    'push',
    'ecr:BatchCheckLayerAvailability',
    'ecr:InitiateLayerUpload',
    'ecr:UploadLayerPart',
    'ecr:CompleteLayerUpload',
    'ecr:PutImage',
  ),
  any('delete', 'ecr:BatchDeleteImage', 'ecr:DeleteRepository'),
  any(
    'configure',
    'ecr:SetRepositoryPolicy',
    'ecr:DeleteRepositoryPolicy',
    'ecr:PutLifecyclePolicy',
    'ecr:DeleteLifecyclePolicy',
    'ecr:PutImageTagMutability',
    'ecr:PutImageScanningConfiguration',
    'ecr:UpdateImageStorageClass',
  ),
  any('list', 'ecr:ListImages', 'ecr:DescribeImages'),
];

function all(operation: OperationNeeds['operation'], ...actions: string[]): OperationNeeds {
  return { operation, actions, any: false, login: true };
}

function any(operation: OperationNeeds['operation'], ...actions: string[]): OperationNeeds {
  return { operation, actions, any: true, login: false };
}

import { type Operation } from './access-row';

/** The actions that an operation on a repository needs: all of them, or any of them. */
export interface OperationNeeds {
  readonly operation: Exclude<Operation, 'assume'>;
  readonly actions: readonly string[];
  readonly any: boolean;
  /** The actions of the login that a principal of the repository's account needs, too. They have no resource. */
  readonly login: readonly string[];
  /** The way in which the actions amount to the operation, as a condition of its rows. */
  readonly by?: string;
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

/** Settings that repositories of Amazon ECR Public do not have. */
const privateOnly = /Lifecycle|Mutability|Scanning|StorageClass|ListImages/;

/**
 * The operations on repositories of Amazon ECR Public, except the pull, which anyone can do.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/public/public-repository-policy-examples.html
 */
export const publicNeeds: readonly OperationNeeds[] = operationNeeds
  .filter(({ operation }) => operation !== 'pull')
  .map(({ actions, login, ...needs }) => ({
    ...needs,
    actions: actions.filter((action) => !privateOnly.test(action)).map(asPublic),
    login: login.length > 0 ? [...login.map(asPublic), 'sts:GetServiceBearerToken'] : [],
  }));

function asPublic(action: string): string {
  return action.replace(/^ecr:/, 'ecr-public:');
}

function all(operation: OperationNeeds['operation'], ...actions: string[]): OperationNeeds {
  return { operation, actions, any: false, login: [loginAction] };
}

function any(operation: OperationNeeds['operation'], ...actions: string[]): OperationNeeds {
  return { operation, actions, any: true, login: [] };
}

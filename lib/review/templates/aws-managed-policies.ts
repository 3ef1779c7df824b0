import { type Statement, type TemplateSource } from '../template-graph';

type Rule = Pick<Statement, 'actions' | 'notActions'>;

const view = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:DescribeImageScanFindings',
  'ecr:DescribeImages',
  'ecr:DescribeRepositories',
  'ecr:GetAuthorizationToken',
  'ecr:GetDownloadUrlForLayer',
  'ecr:GetLifecyclePolicy',
  'ecr:GetLifecyclePolicyPreview',
  'ecr:GetRepositoryPolicy',
  'ecr:ListImages',
  'ecr:ListTagsForResource',
];

const pull = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:GetAuthorizationToken',
  'ecr:GetDownloadUrlForLayer',
];

const push = ['ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'];

/**
 * What AWS's own policies say of ECR and of assuming roles, by their paths and names; each on all resources.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const rules: ReadonlyMap<string, readonly Rule[]> = new Map<string, readonly Rule[]>([
  ['AdministratorAccess', [{ actions: ['*'] }]],
  ['PowerUserAccess', [{ notActions: ['iam:*', 'organizations:*', 'account:*'] }]],
  ['ReadOnlyAccess', [{ actions: ['ecr:BatchCheck*', 'ecr:BatchGet*', 'ecr:Describe*', 'ecr:Get*', 'ecr:List*'] }]],
  ['AmazonEC2ContainerRegistryFullAccess', [{ actions: ['ecr:*'] }]],
  ['AmazonEC2ContainerRegistryPowerUser', [{ actions: [...view, ...push] }]],
  ['AmazonEC2ContainerRegistryReadOnly', [{ actions: view }]],
  [
    'AmazonEC2ContainerRegistryPullOnly',
    [
      {
        actions: [
          'ecr:BatchGetImage',
          'ecr:BatchImportUpstreamImage',
          'ecr:GetAuthorizationToken',
          'ecr:GetDownloadUrlForLayer',
        ],
      },
    ],
  ],
  ['service-role/AmazonECSTaskExecutionRolePolicy', [{ actions: pull }]],
  ['service-role/AmazonEC2ContainerServiceforEC2Role', [{ actions: pull }]],
  ['service-role/AWSAppRunnerServicePolicyForECRAccess', [{ actions: [...pull, 'ecr:DescribeImages'] }]],
  ['service-role/AWSLambdaBasicExecutionRole', []],
  ['service-role/AWSLambdaVPCAccessExecutionRole', []],
  ['AWSCloudFormationReadOnlyAccess', []],
  ['AWSCodeBuildDeveloperAccess', []],
  ['AmazonEKSWorkerNodePolicy', []],
  ['AmazonEKSClusterPolicy', []],
  ['AmazonEKS_CNI_Policy', []],
  ['AmazonSSMManagedInstanceCore', []],
  ['CloudWatchAgentServerPolicy', []],
]);

/** The statements of a policy of AWS; nothing where it is none, or one that is not known here. */
export function awsManagedPolicy(arn: string, source: TemplateSource): Statement[] | undefined {
  const name = /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(
    arn.replace(/\u{E000}[^\u{E000}\u{E001}]*\u{E001}/gu, 'aws'),
  )?.[1];
  const known = name === undefined ? undefined : rules.get(name);
  return known?.map((rule) => ({ effect: 'Allow', ...rule, resources: ['*'], conditions: [], source, when: [] }));
}

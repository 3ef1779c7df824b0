/** A change to images, repositories or the registry that no push and no pull needs. */
export interface Administration {
  /** The change, after "may". */
  readonly does: string;
  readonly actions: readonly string[];
  /** Whether it opens images, or replaces images that others have tested. */
  readonly isSerious: boolean;
  /** Whether the actions are about the registry, and have no repository. */
  readonly ofRegistry?: boolean;
}

/**
 * The changes that a publisher should not make, the worst first. A new one is one line.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
export const administrations: readonly Administration[] = [
  serious(
    'give others access',
    'ecr:SetRepositoryPolicy',
    'ecr:DeleteRepositoryPolicy',
    'ecr-public:SetRepositoryPolicy',
    'ecr-public:DeleteRepositoryPolicy',
  ),
  { ...serious('open the registry', 'ecr:PutRegistryPolicy', 'ecr:DeleteRegistryPolicy'), ofRegistry: true },
  { ...serious('copy all images to another account', 'ecr:PutReplicationConfiguration'), ofRegistry: true },
  serious('let tags move', 'ecr:PutImageTagMutability'),
  serious('delete images by a lifecycle policy', 'ecr:PutLifecyclePolicy'),
  serious('delete repositories with their images', 'ecr:DeleteRepository', 'ecr-public:DeleteRepository'),
  {
    ...minor(
      'choose the settings of new repositories',
      'ecr:CreateRepositoryCreationTemplate',
      'ecr:UpdateRepositoryCreationTemplate',
      'ecr:DeleteRepositoryCreationTemplate',
    ),
    ofRegistry: true,
  },
  {
    ...minor(
      'change the settings of the registry',
      'ecr:PutAccountSetting',
      'ecr:PutSigningConfiguration',
      'ecr:DeleteSigningConfiguration',
      'ecr:CreatePullThroughCacheRule',
      'ecr:UpdatePullThroughCacheRule',
      'ecr:DeletePullThroughCacheRule',
    ),
    ofRegistry: true,
  },
  { ...minor('turn scans off', 'ecr:PutRegistryScanningConfiguration'), ofRegistry: true },
  minor('turn scans off', 'ecr:PutImageScanningConfiguration'),
  minor('delete images', 'ecr:BatchDeleteImage', 'ecr-public:BatchDeleteImage'),
  minor('keep all images', 'ecr:DeleteLifecyclePolicy'),
];

function serious(does: string, ...actions: string[]): Administration {
  return { does, actions, isSerious: true };
}

function minor(does: string, ...actions: string[]): Administration {
  return { does, actions, isSerious: false };
}

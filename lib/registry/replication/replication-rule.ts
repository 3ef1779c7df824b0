/** A registry that images are copied to. */
export interface ReplicationDestination {
  /** The Region of the registry. Throws for a Region that aws-cdk-lib does not know. */
  readonly region: string;

  /**
   * The account of the registry. Its own settings must accept the copies, with `RegistrySettings.acceptReplicationFrom()`. Throws if
   * it is not an account id.
   *
   * @default - the account of the settings
   */
  readonly account?: string;
}

/** Images that are copied, and the registries that they are copied to. */
export interface ReplicationRule {
  /** The registries. Throws for the registry of the settings itself, and for one that is listed twice. */
  readonly destinations: ReplicationDestination[];

  /**
   * The starts of the names of the repositories whose images are copied, such as `prod/`. Throws if ECR does not accept one, for one
   * that is listed twice, and for more than 100.
   *
   * @default - all repositories
   */
  readonly repositoryPrefixes?: string[];
}

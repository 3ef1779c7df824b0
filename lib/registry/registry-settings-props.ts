import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';
import { type PullThroughCache } from './pull-through/pull-through-cache';
import { type ReplicationRule } from './replication/replication-rule';
import { type RegistryScanning } from './scanning/registry-scanning';
import { type CreationTemplate } from './templates/creation-template';

/** Images that ECR signs when they are pushed. */
export interface RegistrySigningRule {
  /** The profile with which ECR signs. Each principal that pushes needs the right to sign with it. */
  readonly signingProfile: ISigningProfile;

  /**
   * Filters for the repositories whose images are signed, such as `prod/*`. Throws for a filter that ECR does not accept, for one that is
   * listed twice, and for more than 100.
   *
   * @default - all repositories
   */
  readonly repositories?: string[];
}

/** Properties of `RegistrySettings`. */
export interface RegistrySettingsProps {
  /**
   * How images are scanned. A second construct of the app that sets it for the same account and Region is an error, as for every other
   * setting here.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
   * @default - not changed. ECR's own default is basic scanning as each repository sets it
   */
  readonly scanning?: RegistryScanning;

  /**
   * The registries that images are copied to when they are pushed. Images that were pushed before, lifecycle rules and policies are not
   * copied. Throws if ECR would refuse the rules.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
   * @default - not changed
   */
  readonly replication?: ReplicationRule[];

  /**
   * The registries that images are pulled through from. Throws for prefixes that overlap, and for more than 50 rules.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
   * @default - none
   */
  readonly pullThroughCache?: PullThroughCache[];

  /**
   * The settings of repositories that ECR creates. Throws for a prefix that is listed twice. Warns if a pull through cache rule or
   * accepted replication has no template, because such repositories would have mutable tags and keep all images.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
   * @default - none
   */
  readonly creationTemplates?: CreationTemplate[];

  /**
   * ARNs of roles and users whose pulls do not count as pulls, such as scanners, promotions and CI jobs. Rules that expire or archive
   * images by their last pull then count the pulls of those who run them. Throws for what is not the ARN of a role or a user, and
   * for one that is listed twice.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-time-update-exclusions.html
   * @default - none
   */
  readonly pullTimeExclusions?: string[];

  /**
   * The images that ECR signs. Throws for more than 10 rules, and for a profile that is listed twice.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
   * @default - not changed
   */
  readonly signing?: RegistrySigningRule[];
}

/** Options of `RegistrySettings.acceptReplicationFrom()`. */
export interface AcceptReplicationOptions {
  /**
   * The starts of the names of the repositories that may be copied, such as `prod/`. Throws if ECR does not accept one.
   *
   * @default - all repositories
   */
  readonly repositoryPrefixes?: string[];
}

import { type CfnResource, Stack } from 'aws-cdk-lib';
import {
  CfnRegistryScanningConfiguration,
  CfnReplicationConfiguration,
  CfnSigningConfiguration,
} from 'aws-cdk-lib/aws-ecr';
import { type IGrantable, Grant } from 'aws-cdk-lib/aws-iam';
import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { accountIdRule } from '../private/aws/account-id';
import { loginAction, pullActions, pushActions } from '../private/aws/ecr-actions';
import { partitionOf } from '../private/aws/partition';
import { signingProfileArnOf } from '../private/aws/signing-profile-arn';
import { namesBelow } from '../private/oci/registry-prefix';
import { quote, refuseIf, validate, validateEach } from '../private/validation/validation';
import { archiveUnpulled, type ArchiveUnpulledOptions } from './archive-unpulled';
import { filterKinds, warnOfIdleFilters } from './idle-filters';
import { addCacheRules, requireCache } from './pull-through/cache-rules';
import { type PullThroughCache } from './pull-through/pull-through-cache';
import { PullTimeExclusions } from './pull-time-exclusions';
import { registryUses, RegistryPolicy } from './registry-policy';
import {
  type AcceptReplicationOptions,
  type RegistrySettingsProps,
  type RegistrySigningRule,
} from './registry-settings-props';
import { receiveCopies, warnOfMissingHalves } from './replication/destination-warnings';
import { renderReplication, replicationPrefixRule } from './replication/render-replication';
import { reportLoops } from './replication/replication-loops';
import { renderScanning } from './scanning/registry-scanning';
import { checkScanning } from './scanning/scanning-checks';
import { reportSecondOwner } from './setting-owner';
import { renderSigning } from './signing';
import { CreationReason, type CreationTemplate } from './templates/creation-template';
import { addCreationTemplates } from './templates/creation-templates';
import { hasTemplateFor, templateFor, warnWithoutTemplate } from './templates/template-warnings';

/**
 * The settings of the registry of one account and Region: scanning, replication, pull through caches, templates for repositories that ECR
 * creates, signing, and what other accounts may do. Each setting has one owner in an app.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-settings.html
 *
 * @example
 * import { CreationReason, PullThroughCache, RegistryScanning, RegistrySettings } from 'cdk-ecr-publishing';
 *
 * new RegistrySettings(this, 'Registry', {
 *   scanning: RegistryScanning.enhanced({ continuous: ['prod/*'], scanOnPush: ['*'] }),
 *   replication: [{ destinations: [{ region: 'eu-central-1' }], repositoryPrefixes: ['prod/'] }],
 *   pullThroughCache: [PullThroughCache.kubernetes('kubernetes')],
 *   creationTemplates: [{ prefix: 'kubernetes', appliedFor: [CreationReason.PULL_THROUGH_CACHE] }],
 * });
 */
@publicApi
export class RegistrySettings extends Construct {
  private readonly policy: RegistryPolicy;
  private readonly caches: readonly PullThroughCache[];
  private readonly templates: readonly CreationTemplate[];
  private readonly signing: readonly RegistrySigningRule[];
  private readonly exclusions: PullTimeExclusions;
  private readonly accepted: { readonly account: string; readonly prefix: string }[] = [];

  public constructor(scope: Construct, id: string, props: RegistrySettingsProps = {}) {
    super(scope, id);
    this.caches = props.pullThroughCache ?? [];
    this.templates = props.creationTemplates ?? [];
    this.signing = props.signing ?? [];
    this.policy = new RegistryPolicy(this, 'Access');
    receiveCopies(this, {
      accepts: (account, start) => this.accepted.some((one) => one.account === account && start.startsWith(one.prefix)),
      hasTemplate: (start) => hasTemplateFor(this.templates, CreationReason.REPLICATION, start),
      templateOf: (name) => templateFor(this.templates, CreationReason.REPLICATION, name),
    });
    this.addScanning(props);
    this.addReplication(props);
    addCreationTemplates(this, this.templates);
    addCacheRules(this, this.caches, this.templates);
    this.exclusions = new PullTimeExclusions(this, props.pullTimeExclusions);
    this.addSigning(props);
  }

  /**
   * Lets another account copy images into this registry. The copies are in repositories that ECR creates, so add a template for
   * `CreationReason.REPLICATION`.
   *
   * @param account the account that copies. Throws if it is not an account id, and for the account of the settings.
   * @param options the repositories that may be copied.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions-create-replication.html
   */
  public acceptReplicationFrom(account: string, options: AcceptReplicationOptions = {}): void {
    validate('account', account, accountIdRule);
    this.refuseOwnAccount(account);
    const { repositoryPrefixes } = options;
    if (repositoryPrefixes) validateEach('repositoryPrefixes', repositoryPrefixes, replicationPrefixRule);
    this.policy.add('account', {
      use: 'replication',
      principalArn: this.root(account),
      names: (repositoryPrefixes ?? ['']).map((prefix) => `${prefix}*`),
    });
    this.accepted.push(...(repositoryPrefixes ?? ['']).map((prefix) => ({ account, prefix })));
    for (const prefix of repositoryPrefixes ?? [''])
      warnWithoutTemplate(this, this.templates, CreationReason.REPLICATION, 'accepted replication', prefix);
  }

  /**
   * Lets another account pull through a cache of this registry. The principals there also need the permissions of `grantPullThrough()` in
   * their own account, and the template of the prefix must let them pull, with `pullers`.
   *
   * @param account the account that pulls. Throws if it is not an account id, and for the account of the settings.
   * @param prefix the prefix of the cache. Throws if no rule of the settings has it.
   */
  public allowPullThrough(account: string, prefix: string): void {
    validate('account', account, accountIdRule);
    this.refuseOwnAccount(account);
    requireCache(this.caches, prefix);
    this.policy.add('account', { use: 'pullThrough', principalArn: this.root(account), names: [namesBelow(prefix)] });
  }

  /**
   * Lets a principal pull images through a cache: the pull itself, the import of new images, and the creation of their repositories.
   *
   * @param grantee the principal.
   * @param prefix the prefix of the cache. Throws if no rule of the settings has it.
   */
  public grantPullThrough(grantee: IGrantable, prefix: string): Grant {
    requireCache(this.caches, prefix);
    return this.grantBelow(grantee, prefix, [...pullActions, ...registryUses.pullThrough.actions]);
  }

  /**
   * Lets a principal push to repositories below a prefix, and create them by the push.
   *
   * @param grantee the principal.
   * @param prefix the prefix of a template for `CreationReason.CREATE_ON_PUSH`. Throws if no template of the settings has it.
   */
  public grantCreateOnPush(grantee: IGrantable, prefix: string): Grant {
    const has = this.templates.some(
      (one) => one.prefix === prefix && one.appliedFor.includes(CreationReason.CREATE_ON_PUSH),
    );
    refuseIf(
      'prefix',
      has
        ? undefined
        : `must be the prefix of a creation template for CREATE_ON_PUSH, got ${quote(prefix)}. Without one, ECR creates no repository at a push.`,
    );
    return this.grantBelow(grantee, prefix, [...pushActions, ...registryUses.creation.actions]);
  }

  /**
   * Lets a principal sign the images that it pushes. ECR signs with the rights of the principal that pushes.
   *
   * @param grantee the principal.
   * @param signingProfile the profile of the rule for the repositories that it pushes to. Throws if no rule of `signing` has it.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
   */
  public grantSign(grantee: IGrantable, signingProfile: ISigningProfile): Grant {
    const has = this.signing.some((rule) => rule.signingProfile === signingProfile);
    refuseIf('signingProfile', has ? undefined : 'must be the profile of a rule of `signing`. Add a rule with it.');
    const resourceArns = [signingProfileArnOf(signingProfile)];
    return Grant.addToPrincipal({ grantee, actions: ['signer:SignPayload'], resourceArns });
  }

  /**
   * Archives the images that no service pulls, and keeps those that are deployed. Each repository gets a
   * retention that protects the deployed tags. Pulls by the app's builds, publishers and promotions in the account no longer count, by
   * pull time exclusions of their roles. List scanners in `pullTimeExclusions`.
   *
   * @param options the repositories, the tags of deployed images, and the times.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-time-update-exclusions.html
   */
  public archiveUnpulled(options: ArchiveUnpulledOptions): void {
    archiveUnpulled(this, options);
    this._excludeCiRoles();
  }

  /** The exclusions of `archiveUnpulled()`. @internal */
  public _excludeCiRoles(): void {
    this.exclusions.excludeCiRoles();
  }

  private addScanning({ scanning }: RegistrySettingsProps): void {
    if (scanning === undefined) return;
    const { _rules: rules } = scanning;
    const resource = new CfnRegistryScanningConfiguration(this, 'Scanning', renderScanning(rules));
    reportSecondOwner(this, '`scanning`', resource);
    checkScanning(this, resource, rules);
    this.warnOfIdleFilters(resource, 'scan', [...rules.continuous, ...rules.scanOnPush]);
  }

  private addReplication({ replication }: RegistrySettingsProps): void {
    if (replication === undefined) return;
    const { account, region } = Stack.of(this);
    const replicationConfiguration = renderReplication(replication, { account, region });
    const resource = new CfnReplicationConfiguration(this, 'Replication', { replicationConfiguration });
    reportSecondOwner(this, '`replication`', resource);
    reportLoops(this, resource);
    warnOfMissingHalves(this, replication);
    const prefixes = replication.flatMap(({ repositoryPrefixes = [] }) => repositoryPrefixes);
    this.warnOfIdleFilters(resource, 'replication', prefixes);
  }

  private addSigning({ signing }: RegistrySettingsProps): void {
    if (signing === undefined) return;
    const resource = new CfnSigningConfiguration(this, 'Signing', renderSigning(signing));
    reportSecondOwner(this, '`signing`', resource);
    const filters = signing.flatMap(({ repositories = [] }) => repositories);
    this.warnOfIdleFilters(resource, 'signing', filters);
  }

  private warnOfIdleFilters(resource: CfnResource, kind: keyof typeof filterKinds, filters: readonly string[]): void {
    const createdBelow = [...this.templates.map(({ prefix }) => prefix), ...this.caches.map((cache) => cache._prefix)];
    warnOfIdleFilters(this, resource, filterKinds[kind], filters, createdBelow);
  }

  private grantBelow(grantee: IGrantable, prefix: string, actions: readonly string[]): Grant {
    const { account, region } = Stack.of(this);
    const arn = `arn:${partitionOf(Stack.of(this))}:ecr:${region}:${account}:repository/${namesBelow(prefix)}`;
    const grant = Grant.addToPrincipal({ grantee, actions: [...new Set(actions)].sort(), resourceArns: [arn] });
    Grant.addToPrincipal({ grantee, actions: [loginAction], resourceArns: ['*'] });
    return grant;
  }

  private refuseOwnAccount(account: string): void {
    refuseIf(
      'account',
      account === Stack.of(this).account
        ? `must be another account, got the account of the settings, ${quote(account)}. It needs no permission of the registry policy.`
        : undefined,
    );
  }

  private root(account: string): string {
    return `arn:${partitionOf(Stack.of(this))}:iam::${account}:root`;
  }
}

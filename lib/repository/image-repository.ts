import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { CfnRepository, type CfnRepositoryProps, type LifecycleRule, RepositoryBase } from 'aws-cdk-lib/aws-ecr';
import { type AddToResourcePolicyResult, Grant, type IGrantable, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { type PolicyEntry } from '../access/policy-entry';
import { annotatePolicy } from '../access/policy-annotations';
import { type ImageConsumer } from '../access/image-consumer';
import { environmentOf, RepositoryAccess } from '../access/repository-access';
import { policyProblem, RepositoryPolicy } from '../access/repository-policy';
import { statementProblem } from '../access/statement-problem';
import { publicApi } from '../private/boundary/public-api';
import { knownRepositoryArn, knownRepositoryName } from '../private/aws/arn';
import { loginAction, pullActions, pullPushActions, pushActions } from '../private/aws/ecr-actions';
import { type PolicyJson, type StatementJson } from '../private/aws/policy-document';
import { reportEqualNames } from '../private/constructs/equal-names';
import { repositoryNameRule } from '../private/oci/repository-name';
import { InvalidInputError, type Problem, refuseIf, validate } from '../private/validation/validation';
import { withCreationStack } from './creation-stack';
import { rememberScanning } from './default-scanning';
import { reportEqualLogicalIds } from './equal-logical-ids';
import { renderEncryption } from './image-encryption';
import { type ImageRetention } from './lifecycle/image-retention';
import { type ImageRepositoryProps } from './image-repository-props';
import { RepositoryRetention } from './repository-retention';
import { renderTagMutability } from './tag-mutability';
import { warnOfWeakerSettings } from './weaker-settings';

/**
 * An ECR repository with safe defaults: immutable tags, a scan at each push, a retention, and no repository policy until you
 * allow access. It can be used as any `ecr.IRepository`.
 *
 * @example
 * import { ImageConsumer, ImageRepository, ImageRetention } from 'cdk-ecr-publishing';
 *
 * const images = new ImageRepository(this, 'Images', {
 *   repositoryName: 'jwt-pizza-history',
 *   mutableTags: ['latest'],
 *   retention: [ImageRetention.protect('latest'), ImageRetention.keepNewest(10)],
 * });
 * images.allowPull(ImageConsumer.account('111111111111'));
 */
@publicApi
export class ImageRepository extends RepositoryBase {
  private readonly resource: CfnRepository;
  private readonly retention: RepositoryRetention;
  private readonly policy = new RepositoryPolicy();
  private rendersAtSynth = false;
  private name?: string;
  private arn?: string;

  public constructor(scope: Construct, id: string, props: ImageRepositoryProps = {}) {
    super(scope, id, { physicalName: props.repositoryName });
    if (props.repositoryName !== undefined) validate('repositoryName', props.repositoryName, repositoryNameRule);
    if (props.emptyOnDelete && props.removalPolicy !== RemovalPolicy.DESTROY) {
      throw new InvalidInputError(
        '`emptyOnDelete` requires `removalPolicy: RemovalPolicy.DESTROY`. Set it, or omit `emptyOnDelete`.',
      );
    }
    this.retention = new RepositoryRetention(this, props);
    const resourceProps: CfnRepositoryProps = {
      repositoryName: this.physicalName,
      ...renderTagMutability(props),
      lifecyclePolicy: this.retention.render(),
      imageScanningConfiguration: { scanOnPush: props.imageScanOnPush ?? true },
      encryptionConfiguration: renderEncryption(props, this),
      emptyOnDelete: props.emptyOnDelete,
    };
    // CDK leaves the name `Default` out of the logical id, so a repository directly in a stack needs no hash.
    this.resource = withCreationStack(this, new.target, () => new CfnRepository(this, 'Default', resourceProps));
    rememberScanning(this.resource, props.imageScanOnPush);
    reportEqualLogicalIds(this, this.resource);
    reportEqualNames(this);
    this.node.defaultChild = this.resource; // else each read searches for two names
    this.resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.retention.warn();
    warnOfWeakerSettings(this, props);
  }

  /** The name of the repository. */
  public get repositoryName(): string {
    return (this.name ??= this.getResourceNameAttribute(this.resource.ref));
  }

  /** The ARN of the repository. */
  public get repositoryArn(): string {
    return (this.arn ??= this.getResourceArnAttribute(this.resource.attrArn, {
      service: 'ecr',
      resource: 'repository',
      resourceName: this.physicalName,
    }));
  }

  /**
   * Lets consumers pull images. The permission is added to the repository policy.
   *
   * @param consumers the consumers that may pull.
   */
  public allowPull(...consumers: ImageConsumer[]): void {
    RepositoryAccess.of(this).allowPull(...consumers);
  }

  /**
   * Lets consumers push images. The permission is added to the repository policy.
   *
   * @param consumers the accounts, roles, users or tagged principals of an account that may push. Throws for a service and
   *   for an organization.
   */
  public allowPush(...consumers: ImageConsumer[]): void {
    RepositoryAccess.of(this).allowPush(...consumers);
  }

  /**
   * Lets only these consumers push images. All other principals are denied, even if other policies allow them to push. Use
   * it for a repository of approved images, with the role that promotes images. It denies administrators too, so include a
   * role for emergencies.
   *
   * @param consumers the only roles and users that may push. Throws for any other kind of consumer, and if `allowPush` allows
   *   a consumer that is not listed here.
   */
  public allowPushOnly(...consumers: ImageConsumer[]): void {
    RepositoryAccess.of(this).allowPushOnly(...consumers);
  }

  /**
   * Lets consumers read the repository's settings and policies, its list of images and tags, and their scan findings. It
   * does not let them pull images.
   *
   * @param consumers the consumers that may read. Throws for a service.
   */
  public allowRead(...consumers: ImageConsumer[]): void {
    RepositoryAccess.of(this).allowRead(...consumers);
  }

  /**
   * Adds a lifecycle rule, as `ecr.Repository` does. The first one replaces the default retention. If `retention` is set, the
   * rule is added to it.
   *
   * @param rule the rule. Throws if ECR would refuse it, alone or together with the other rules, and with
   *   `ImageRetention.keepAll()`.
   */
  public addLifecycleRule(rule: LifecycleRule): void {
    this.resource.lifecyclePolicy = this.retention.add(rule);
  }

  /**
   * Adds a statement to the repository policy. A service principal without a source condition is restricted to this account.
   *
   * @param statement the statement. Throws if ECR would refuse it, or if it allows all principals, all actions, a service for
   *   any account, or more than pull, push and read to another account. It is checked again at synth, because it may change.
   */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    const json = this.stack.resolve(statement.toStatementJson()) as StatementJson;
    this.refusePolicy(statementProblem(json, this.env.account));
    this.policy.addStatement(statement);
    this.renderPolicyAtSynth();
    return { statementAdded: true, policyDependable: this };
  }

  /**
   * Grants the permissions that `docker pull` needs.
   *
   * @param grantee the principal that may pull.
   */
  public override grantPull(grantee: IGrantable): Grant {
    return this.grantWithLogin(grantee, pullActions);
  }

  /**
   * Grants the permissions that `docker push` needs, including the right to read manifests, which pushes of multi-platform
   * images and caches need.
   *
   * @param grantee the principal that may push. Throws for an organization and for a service, as `allowPush` does.
   */
  public override grantPush(grantee: IGrantable): Grant {
    return this.grantWithLogin(grantee, pushActions);
  }

  /**
   * Grants the permissions that `docker pull` and `docker push` need.
   *
   * @param grantee the principal that may pull and push. Throws for an organization and for a service.
   */
  public override grantPullPush(grantee: IGrantable): Grant {
    return this.grantWithLogin(grantee, pullPushActions);
  }

  /**
   * Uses the name and the ARN as text, so that another stack needs no export. It then does not wait for the repository.
   *
   * @internal
   */
  public _referByName(): void {
    this.name = knownRepositoryName(this);
    this.arn = knownRepositoryArn(this);
  }

  /** The reason why `_setRetention` cannot be used. @internal */
  public _retentionProblem(): Problem {
    return this.retention.givenProblem();
  }

  /** Replaces the default retention. @internal */
  public _setRetention(retention: ImageRetention[]): void {
    this.resource.lifecyclePolicy = this.retention.set(retention);
  }

  /** @internal */
  public _addPolicyEntries(entries: readonly PolicyEntry[]): void {
    if (entries.length === 0) return; // ECR refuses a policy without statements
    const { document, contradiction, refusal } = this.policy.addEntries(entries);
    this.refusePolicy(contradiction);
    annotatePolicy(this, this.resource, entries);
    if (this.rendersAtSynth) return;
    this.refusePolicy(refusal);
    this.resource.repositoryPolicyText = document;
  }

  private refusePolicy(problem: Problem): void {
    if (problem !== undefined) refuseIf(`${this.node.path} policy`, problem);
  }

  private grantWithLogin(grantee: IGrantable, actions: readonly string[]): Grant {
    const grant = this.grant(grantee, ...actions);
    Grant.addToPrincipal({ grantee, actions: [loginAction], resourceArns: ['*'] });
    return grant;
  }

  /** A statement may change after it was added, so it is rendered at synth. Without statements, the policy is plain data. */
  private renderPolicyAtSynth(): void {
    if (this.rendersAtSynth) return;
    this.rendersAtSynth = true;
    this.resource.repositoryPolicyText = Lazy.any({ produce: () => this.document() });
    this.node.addValidation({
      validate: () => {
        const problem = this.addedProblem() ?? policyProblem(this.document());
        return problem === undefined ? [] : [`the repository policy ${problem}`];
      },
    });
  }

  private addedProblem(): Problem {
    return this.policy.statementProblem(this.env.account, (value) => this.stack.resolve(value));
  }

  private document(): PolicyJson {
    return this.policy.render(environmentOf(this), (value) => this.stack.resolve(value));
  }
}

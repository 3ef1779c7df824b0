import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { CfnRepository, type CfnRepositoryProps, RepositoryBase } from 'aws-cdk-lib/aws-ecr';
import { type AddToResourcePolicyResult, Grant, type IGrantable, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { type Construct } from 'constructs';
import { type PolicyEntry } from '../access/policy-entry';
import { annotatePolicy } from '../access/policy-annotations';
import { type ImageConsumer } from '../access/image-consumer';
import { environmentOf, RepositoryAccess } from '../access/repository-access';
import { policyProblem, RepositoryPolicy } from '../access/repository-policy';
import { statementProblem } from '../access/statement-problem';
import { publicApi } from '../private/boundary/public-api';
import { loginAction, pullActions, pullPushActions, pushActions } from '../private/aws/ecr-actions';
import { type PolicyJson, type StatementJson } from '../private/aws/policy-document';
import { repositoryNameRule } from '../private/oci/repository-name';
import { InvalidInputError, type Problem, refuseIf, validate } from '../private/validation/validation';
import { withCreationStack } from './creation-stack';
import { reportEqualLogicalIds } from './equal-logical-ids';
import { renderEncryption } from './image-encryption';
import { type ImageRetention } from './lifecycle/image-retention';
import { renderRetention } from './lifecycle/default-retention';
import { warnOfEmptying } from './emptying-warning';
import { warnOfMutableTags } from './mutable-tag-warning';
import { renderTagMutability } from './tag-mutability';

/** Properties of an `ImageRepository`. */
export interface ImageRepositoryProps {
  /**
   * The name, which may hold slashes: `team/service`. Throws where ECR would refuse it.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
   * @default - CloudFormation makes one from the construct's id
   */
  readonly repositoryName?: string;

  /**
   * Tags, or patterns of tags, that a push may move to another image; every other tag is immutable. At most five, with
   * `*` for any characters. Throws for a pattern that matches every tag and for one listed twice; warns where the
   * retention may expire such an image, unless it protects it.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
   * @default - no tag can be moved
   */
  readonly mutableTags?: string[];

  /**
   * How long images stay. Throws where ECR would refuse the rules together.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
   * @default - untagged images expire after 1 day, and the newest 100 images stay
   */
  readonly retention?: ImageRetention[];

  /**
   * Whether a push starts a basic scan for vulnerabilities. A registry with enhanced scanning goes by its own settings.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
   * @default true
   */
  readonly imageScanOnPush?: boolean;

  /**
   * A customer managed KMS key to encrypt images with; ECR makes its own grants on it. Changing it replaces the
   * repository. Throws for an alias and for a key of another Region.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
   * @default - AES-256 with a key that ECR owns
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * What becomes of the repository, with its images, when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether deleting the repository deletes the images in it; without it a repository that holds images can't be
   * deleted. Throws unless `removalPolicy` is DESTROY; warns, since nothing brings the images back.
   *
   * @default false
   */
  readonly emptyOnDelete?: boolean;
}

/**
 * An ECR repository with safe defaults: immutable tags, a scan at each push, retention, and a policy that admits nobody
 * until it is told to. It goes wherever an `ecr.IRepository` does.
 */
@publicApi
export class ImageRepository extends RepositoryBase {
  private readonly resource: CfnRepository;
  private readonly policy = new RepositoryPolicy();
  private rendersAtSynth = false;
  private name?: string;
  private arn?: string;

  public constructor(scope: Construct, id: string, props: ImageRepositoryProps = {}) {
    super(scope, id, { physicalName: props.repositoryName });
    if (props.repositoryName !== undefined) validate('repositoryName', props.repositoryName, repositoryNameRule);
    if (props.emptyOnDelete && props.removalPolicy !== RemovalPolicy.DESTROY) {
      throw new InvalidInputError(
        '`emptyOnDelete` must stand with `removalPolicy: RemovalPolicy.DESTROY`; a retained repository is never deleted',
      );
    }
    const resourceProps: CfnRepositoryProps = {
      repositoryName: this.physicalName,
      ...renderTagMutability(props.mutableTags),
      lifecyclePolicy: { lifecyclePolicyText: renderRetention(this.stack, props.retention) },
      imageScanningConfiguration: { scanOnPush: props.imageScanOnPush ?? true },
      encryptionConfiguration: renderEncryption(props.encryptionKey, this),
      emptyOnDelete: props.emptyOnDelete,
    };
    // Named `Default`, which is no part of a logical id: directly in a stack, the id needs no hash.
    this.resource = withCreationStack(this, new.target, () => new CfnRepository(this, 'Default', resourceProps));
    reportEqualLogicalIds(this, this.resource);
    this.node.defaultChild = this.resource; // spares each reader two searches by name
    this.resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    warnOfMutableTags(this, props.mutableTags, props.retention);
    if (props.emptyOnDelete) warnOfEmptying(this);
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
   * Lets consumers pull images, by the repository's policy.
   *
   * @param consumers who may pull.
   */
  public allowPull(...consumers: ImageConsumer[]): void {
    RepositoryAccess.of(this).allowPull(...consumers);
  }

  /**
   * Lets consumers push images, by the repository's policy.
   *
   * @param consumers who may push: accounts, roles, users or tagged principals of an account. Throws where one is a
   * service or an organization.
   */
  public allowPush(...consumers: ImageConsumer[]): void {
    RepositoryAccess.of(this).allowPush(...consumers);
  }

  /**
   * Lets consumers push images and keeps everybody else from it, whatever other policies say: for a repository of
   * approved images, with the role that promotes them. Administrators are kept out too: name a role to break glass with.
   *
   * @param consumers who alone may push: roles or users. Throws for anything else, and where `allowPush` admits somebody
   * else.
   */
  public allowPushOnly(...consumers: ImageConsumer[]): void {
    RepositoryAccess.of(this).allowPushOnly(...consumers);
  }

  /**
   * Lets consumers look: at the repository, its images and tags, their scan findings, and its policies. Nobody can pull
   * by that.
   *
   * @param consumers who may look. Throws where one is a service.
   */
  public allowRead(...consumers: ImageConsumer[]): void {
    RepositoryAccess.of(this).allowRead(...consumers);
  }

  /**
   * Adds a statement to the repository's policy. A service that stands without a source is bound to this account.
   *
   * @param statement what to add. Throws where ECR refuses it, or where it admits everybody, any action, a service for
   * any account, or another account to more than pulls, pushes and reads.
   */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    const json = this.stack.resolve(statement.toStatementJson()) as StatementJson;
    this.refusePolicy(statementProblem(json, this.env.account));
    this.policy.addStatement(statement);
    this.renderPolicyAtSynth();
    return { statementAdded: true, policyDependable: this };
  }

  /**
   * Grants what `docker pull` needs.
   *
   * @param grantee who may pull.
   */
  public override grantPull(grantee: IGrantable): Grant {
    return this.grantWithLogin(grantee, pullActions);
  }

  /**
   * Grants what `docker push` needs, with the reading of manifests that multi-platform images and caches take.
   *
   * @param grantee who may push.
   */
  public override grantPush(grantee: IGrantable): Grant {
    return this.grantWithLogin(grantee, pushActions);
  }

  /**
   * Grants what `docker pull` and `docker push` need.
   *
   * @param grantee who may pull and push.
   */
  public override grantPullPush(grantee: IGrantable): Grant {
    return this.grantWithLogin(grantee, pullPushActions);
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

  /** A statement may change after it was added. Consumers don't: without statements the policy is plain data at once. */
  private renderPolicyAtSynth(): void {
    if (this.rendersAtSynth) return;
    this.rendersAtSynth = true;
    this.resource.repositoryPolicyText = Lazy.any({ produce: () => this.document() });
    this.node.addValidation({
      validate: () => {
        const problem = policyProblem(this.document());
        return problem === undefined ? [] : [`the repository policy ${problem}`];
      },
    });
  }

  private document(): PolicyJson {
    return this.policy.render(environmentOf(this), (value) => this.stack.resolve(value));
  }
}

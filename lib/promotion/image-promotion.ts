import { Names, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { type Project } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { Grant, type IGrantable, type Role } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { publicApi } from '../private/boundary/public-api';
import { knownRepositoryName } from '../private/aws/arn';
import { foreignArnProblem, partitionOf } from '../private/aws/partition';
import { requireService } from '../private/aws/region-service';
import { regionalServices } from '../private/aws/regional-services';
import { hostSuffix } from '../private/oci/registry-host';
import { reportEqualNames } from '../private/constructs/equal-names';
import { validateQuotas } from '../private/constructs/validate-quotas';
import { roleNameRule } from '../private/aws/role-name';
import { sessionNameRule } from '../private/aws/session-name';
import { nameRule } from '../private/validation/text';
import { InvalidInputError, type Rule, quote, refuseIf, validate } from '../private/validation/validation';
import { ApprovedRepositories } from './approved-repositories';
import { ApprovedSigning } from './approved-signing';
import { CopyProject } from './copy-project';
import { type ImagePromotionProps } from './image-promotion-props';
import { PromotionAlarms } from './promotion-alarms';
import { bindPromotionDeployments, rolloutMinutesOf } from './promotion-deployments';
import { renderApproval } from './promotion-approval';
import { type PromotionRoute, readRoute } from './promotion-route';
import { PromotionEvents } from './promotion-events';
import { PromotionKey } from './promotion-key';
import { PromotionMachine } from './promotion-machine';
import { RolloutProject } from './rollout-project';
import { makeTopic, publishStatements } from './promotion-topic';
import { scanningProblems } from './registry-scanning-problems';

/**
 * A promotion of images that are pushed to a repository, or to any repository with a prefix. After a scan, it copies an image by
 * digest to an approved repository, with its signatures and SBOMs. No one else can push to the approved repository. The topic
 * gets a message for each image that is promoted, refused or failed.
 *
 * @example
 * import { ImagePromotion, ImageRepository, ScanGate, ScanSeverity } from 'cdk-ecr-publishing';
 *
 * new ImagePromotion(this, 'Promotion', {
 *   source: repository,
 *   target: new ImageRepository(this, 'Approved', { repositoryName: 'approved/alice' }),
 *   gate: ScanGate.basic({ maxSeverity: ScanSeverity.MEDIUM }),
 * });
 */
@publicApi
export class ImagePromotion extends Construct {
  /** The state machine that checks images. Each push has an execution. */
  public readonly stateMachine: IStateMachine;

  /**
   * The CodeBuild project that copies images. Anyone who can start its builds can promote any source image, so don't grant
   * that permission.
   */
  public readonly copyProject: Project;

  /** The role that copies images. It is the only role that pushes approved images. */
  public readonly copyRole: Role;

  /**
   * The role that deploys promoted images. Undefined without `deploys`. It can neither pull nor push.
   */
  public readonly deployRole?: Role;

  /** The topic for verdicts. */
  public readonly topic: ITopic;

  /** Events that could not be delivered. */
  public readonly deadLetterQueue: IQueue;

  private readonly route: PromotionRoute;
  private readonly approved: ApprovedRepositories;
  private readonly needsApproval: boolean;

  public constructor(scope: Construct, id: string, props: ImagePromotionProps) {
    super(scope, id);
    if (props.promotionName !== undefined) validate('promotionName', props.promotionName, promotionNameRule);
    if (props.copyRoleName !== undefined) validate('copyRoleName', props.copyRoleName, roleNameRule);
    validateContributor(props.contributor);
    const route = readRoute(this, props);
    this.route = route;
    this.requireServices(props);
    this.refuseForeignTopics(props);
    this.needsApproval = props.approval !== undefined;

    const promotionName = props.promotionName ?? Names.uniqueResourceName(this, { maxLength: 50, separator: '-' });
    const deployments = bindPromotionDeployments(this, props.deploys ?? [], route);
    const projectName = `${promotionName}-copy`;
    const deployProjectName = `${promotionName}-deploy`;
    const logGroupNames = {
      copy: `/aws/codebuild/${projectName}`,
      ...(deployments.length > 0 && { deploy: `/aws/codebuild/${deployProjectName}` }),
      machine: `/aws/vendedlogs/states/${promotionName}`, // CloudWatch Logs needs no policy entry for each group with this prefix
    };
    const { logRetention = RetentionDays.ONE_YEAR, removalPolicy = RemovalPolicy.RETAIN } = props;
    const { key } = new PromotionKey(this, 'Encryption', {
      promotionName,
      logGroupNames: Object.values(logGroupNames),
      removalPolicy,
      encryptionKey: props.encryptionKey,
    });
    const logging = { encryptionKey: key, logRetention, removalPolicy };
    this.topic = props.notificationTopic ?? makeTopic(this, promotionName, key);

    const copy = new CopyProject(this, 'Copy', {
      ...logging,
      projectName,
      roleName: props.copyRoleName,
      logGroupName: logGroupNames.copy,
      route,
      buildImage: props.buildImage,
      signingProfile: props.signingProfile,
    });
    this.copyProject = copy.project;
    this.copyRole = copy.role;

    if (deployments.length > 0) {
      const rollout = new RolloutProject(this, 'Rollout', {
        ...logging,
        projectName: deployProjectName,
        logGroupName: `/aws/codebuild/${deployProjectName}`,
        route,
        buildImage: props.buildImage,
        deployments,
      });
      this.deployRole = rollout.role;
    }

    const stack = Stack.of(this);
    const crossAccount = route.target.account !== route.source.account;
    const crossRegion = route.target.region !== route.source.region;
    const machine = new PromotionMachine(this, 'Machine', {
      ...logging,
      stateMachineName: promotionName,
      logGroupName: logGroupNames.machine,
      route,
      definition: {
        partition: partitionOf(stack),
        urlSuffix: hostSuffix(route.target.region) ?? stack.urlSuffix,
        gate: props.gate._rules(),
        source: { registryId: route.source.account },
        target: { registryId: route.target.account, region: route.target.region, crossRegion, crossAccount },
        targetRepository: route.naming,
        copyProjectName: projectName,
        ...(deployments.length > 0 && {
          deployment: { projectName: deployProjectName, minutes: rolloutMinutesOf(deployments) },
        }),
        contributor: props.contributor,
        topicArn: this.topic.topicArn,
        approval: renderApproval(props.approval, this.topic),
      },
      statements: publishStatements(this.topic, ...(props.approval?.topic ? [props.approval.topic] : [])),
    });
    this.stateMachine = machine.stateMachine;

    const events = new PromotionEvents(this, 'Events', {
      promotionName,
      route,
      stateMachine: this.stateMachine,
      topic: this.topic,
    });
    this.deadLetterQueue = events.deadLetterQueue;
    new PromotionAlarms(this, 'Alarms', {
      promotionName,
      stateMachine: this.stateMachine,
      deadLetterQueue: this.deadLetterQueue,
      topic: props.alarmTopic ?? this.topic,
    });
    if (props.signingProfile) new ApprovedSigning(this, 'Signing', route, props.signingProfile);

    this.approved = new ApprovedRepositories({
      promotion: this,
      target: route.target,
      copyRole: copy.role,
      copyRoleName: props.copyRoleName,
      readers: crossAccount
        ? [...(crossRegion ? [] : [machine.role]), ...(this.deployRole ? [this.deployRole] : [])]
        : [],
    });
    const { repository } = route.target;
    const trusted = props.trustTargetPolicy && repository?.node.defaultChild === undefined;
    if (repository && !trusted) this.approved.add('target', repository, 'set `trustTargetPolicy`');
    const { source } = route;
    this.node.addValidation({ validate: () => scanningProblems(stack, source, props.gate._rules().scan) });
    validateQuotas(this);
    reportEqualNames(this);
  }

  private requireServices({ gate, signingProfile }: ImagePromotionProps): void {
    const { source } = this.route;
    requireService(this, 'A promotion', regionalServices.builds, Stack.of(this).region);
    if (gate._rules().scan === 'enhanced') {
      requireService(this, '`gate`', regionalServices.enhancedScanning, source.region);
    }
    if (signingProfile) requireService(this, '`signingProfile`', regionalServices.signing, Stack.of(this).region);
  }

  private refuseForeignTopics({ notificationTopic, alarmTopic, approval }: ImagePromotionProps): void {
    const topics = { notificationTopic, alarmTopic, 'approval.topic': approval?.topic };
    for (const [path, topic] of Object.entries(topics)) {
      if (topic) refuseIf(path, foreignArnProblem(topic.topicArn, Stack.of(this)));
    }
  }

  /**
   * Adds a repository below `targetPrefix` for approved images, to which only this promotion may push.
   *
   * @param repository the repository. Throws if its name does not start with the prefix, or any of its tags is mutable. Throws
   * for an imported repository, with the policy to apply by hand.
   */
  public addTarget(repository: IRepository): void {
    const { naming, target } = this.route;
    const name = knownRepositoryName(repository);
    if (naming.kind === 'one') {
      throw new InvalidInputError(
        '`addTarget` requires `targetPrefix`, got an ImagePromotion with `target`. Its target is added already.',
      );
    }
    const wrong = !Token.isUnresolved(name) && !name.startsWith(target.name);
    refuseIf(
      'repository',
      wrong
        ? `must be below ${quote(target.name)}, got ${quote(name)}. This promotion copies only to repositories below that prefix.`
        : undefined,
    );
    this.approved.add('repository', repository, 'remove the call');
  }

  /**
   * Grants permission to approve or refuse an image, with `aws stepfunctions send-task-success` or `send-task-failure` and the
   * token of the request. Throws without `approval`.
   *
   * @param grantee the principal of the reviewer.
   */
  public grantApprove(grantee: IGrantable): Grant {
    if (!this.needsApproval) {
      throw new InvalidInputError(
        '`grantApprove` requires `approval`, got an ImagePromotion without it. Set `approval`.',
      );
    }
    return Grant.addToPrincipal({
      grantee,
      actions: ['states:SendTaskFailure', 'states:SendTaskSuccess'],
      resourceArns: [this.stateMachine.stateMachineArn],
    });
  }

  /**
   * Returns the policy of a repository of approved images, as JSON. Merge it into the policy of a repository that CDK cannot
   * change, such as an imported target or one of another app. If a stack owns the repository, change its policy in that stack: its next
   * update removes what was added by hand. With `copyRoleName`, and `env` of the stack, the policy contains the whole ARN of the
   * role. A value that is known at deployment only is a placeholder, which a warning explains.
   */
  public renderTargetPolicy(): string {
    return this.approved.renderPolicy();
  }
}

const nameForm = 'a name of 2 to 50 letters, digits, - and _';

/** A name that leaves room for suffixes: EventBridge accepts 64 characters in the name of a rule. */
const promotionNameRule: Rule = nameRule(nameForm, /[^A-Za-z0-9_-]/u, (text) =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{1,49}$/.test(text) ? undefined : `must be ${nameForm}, got ${quote(text)}`,
);

/** Refuses a contributor that is not a session name: no character of one needs an escape in the state machine. */
function validateContributor(value: string | undefined): void {
  if (value === undefined) return;
  refuseIf('contributor', Token.isUnresolved(value) ? unresolvedContributor : undefined);
  validate('contributor', value, sessionNameRule);
}

const unresolvedContributor = 'must be known at synth, got a token. Messages of the state machine contain it.';

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
import { partitionOf } from '../private/aws/partition';
import { hostSuffix } from '../private/oci/registry-host';
import { roleNameRule } from '../private/aws/role-name';
import { sessionNameRule } from '../private/aws/session-name';
import { nameRule } from '../private/validation/text';
import { InvalidInputError, type Rule, quote, refuseIf, validate } from '../private/validation/validation';
import { ApprovedRepositories } from './approved-repositories';
import { ApprovedSigning } from './approved-signing';
import { CopyProject } from './copy-project';
import { type ImagePromotionProps } from './image-promotion-props';
import { PromotionAlarms } from './promotion-alarms';
import { renderApproval } from './promotion-approval';
import { type PromotionEnds, readEnds } from './promotion-ends';
import { PromotionEvents } from './promotion-events';
import { PromotionKey } from './promotion-key';
import { PromotionMachine } from './promotion-machine';
import { makeTopic, publishStatements } from './promotion-topic';

/**
 * Copies what is pushed to a repository, or to any below a prefix, to an approved one: once it was scanned, by its
 * digest, with its signatures and SBOMs. Nobody else can push to the approved one. What is stopped or fails is told.
 */
@publicApi
export class ImagePromotion extends Construct {
  /** What decides. An execution for each push. */
  public readonly stateMachine: IStateMachine;

  /** What copies. Whoever may start its builds can promote any image of the source: grant it to nobody. */
  public readonly copyProject: Project;

  /** What copies are made with: the one role that pushes approved images. */
  public readonly copyRole: Role;

  /** Where verdicts are told. */
  public readonly topic: ITopic;

  /** Events that could not be delivered. */
  public readonly deadLetterQueue: IQueue;

  private readonly ends: PromotionEnds;
  private readonly approved: ApprovedRepositories;
  private readonly asks: boolean;

  public constructor(scope: Construct, id: string, props: ImagePromotionProps) {
    super(scope, id);
    if (props.promotionName !== undefined) validate('promotionName', props.promotionName, promotionNameRule);
    if (props.copyRoleName !== undefined) validate('copyRoleName', props.copyRoleName, roleNameRule);
    validateContributor(props.contributor);
    const ends = readEnds(this, props);
    this.ends = ends;
    this.asks = props.approval !== undefined;

    const promotionName = props.promotionName ?? Names.uniqueResourceName(this, { maxLength: 50, separator: '-' });
    const projectName = `${promotionName}-copy`;
    const logGroupNames = {
      copy: `/aws/codebuild/${projectName}`,
      machine: `/aws/vendedlogs/states/${promotionName}`, // of other names, a policy for all holds a few only
    };
    const { logRetention = RetentionDays.ONE_YEAR, removalPolicy = RemovalPolicy.RETAIN } = props;
    const { key } = new PromotionKey(this, 'Encryption', {
      promotionName,
      logGroupNames: Object.values(logGroupNames),
      removalPolicy,
      encryptionKey: props.encryptionKey,
    });
    const kept = { encryptionKey: key, logRetention, removalPolicy };
    this.topic = props.notificationTopic ?? makeTopic(this, promotionName, key);

    const copy = new CopyProject(this, 'Copy', {
      ...kept,
      projectName,
      roleName: props.copyRoleName,
      logGroupName: logGroupNames.copy,
      ends,
      buildImage: props.buildImage,
      signingProfile: props.signingProfile,
    });
    this.copyProject = copy.project;
    this.copyRole = copy.role;

    const stack = Stack.of(this);
    const crossAccount = ends.target.account !== ends.source.account;
    const crossRegion = ends.target.region !== ends.source.region;
    const machine = new PromotionMachine(this, 'Machine', {
      ...kept,
      stateMachineName: promotionName,
      logGroupName: logGroupNames.machine,
      ends,
      definition: {
        partition: partitionOf(stack),
        urlSuffix: hostSuffix(ends.target.region) ?? stack.urlSuffix,
        gate: props.gate._rules(),
        source: { registryId: ends.source.account },
        target: { registryId: ends.target.account, region: ends.target.region, crossRegion, crossAccount },
        targetRepository: ends.naming,
        copyProjectName: projectName,
        contributor: props.contributor,
        topicArn: this.topic.topicArn,
        approval: renderApproval(props.approval, this.topic),
      },
      statements: publishStatements(this.topic, ...(props.approval?.topic ? [props.approval.topic] : [])),
    });
    this.stateMachine = machine.stateMachine;

    const events = new PromotionEvents(this, 'Events', {
      promotionName,
      ends,
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
    if (props.signingProfile) new ApprovedSigning(this, 'Signing', ends, props.signingProfile);

    this.approved = new ApprovedRepositories({
      target: ends.target,
      copyRole: copy.role,
      copyRoleName: props.copyRoleName,
      ...(crossAccount && !crossRegion && { reader: machine.role }),
    });
    const { repository } = ends.target;
    const trusted = props.trustTargetPolicy && repository?.node.defaultChild === undefined;
    if (repository && !trusted) this.approved.add('target', repository, 'set `trustTargetPolicy`');
  }

  /**
   * Makes a repository below `targetPrefix` one of approved images, to which only this promotion may push.
   *
   * @param repository the repository. Throws where its name does not start with the prefix, where its tags are not
   * immutable, and, with the policy to apply by hand, for an imported one.
   */
  public addTarget(repository: IRepository): void {
    const { naming, target } = this.ends;
    const name = knownRepositoryName(repository);
    if (naming.kind === 'one') {
      throw new InvalidInputError(
        '`addTarget` must stand with `targetPrefix`, got an ImagePromotion with `target`; that one is added already',
      );
    }
    const wrong = !Token.isUnresolved(name) && !name.startsWith(target.name);
    refuseIf(
      'repository',
      wrong ? `must be below ${quote(target.name)}, got ${quote(name)}; this promotion does not copy there` : undefined,
    );
    this.approved.add('repository', repository, 'leave the call out');
  }

  /**
   * Lets somebody answer whether an image is promoted, by `aws stepfunctions send-task-success` or `send-task-failure`
   * with the token of the question. Throws without `approval`.
   *
   * @param grantee who decides.
   */
  public grantApprove(grantee: IGrantable): Grant {
    if (!this.asks) {
      throw new InvalidInputError(
        '`grantApprove` must stand with `approval`, got an ImagePromotion without it; nobody is asked',
      );
    }
    return Grant.addToPrincipal({
      grantee,
      actions: ['states:SendTaskFailure', 'states:SendTaskSuccess'],
      resourceArns: [this.stateMachine.stateMachineArn],
    });
  }

  /**
   * The policy of a repository of approved images, as JSON, to merge into that of one which CDK can't change: an imported
   * target, or one below `targetPrefix` that is made elsewhere. With `copyRoleName` it holds the role's whole ARN.
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

const unresolvedContributor = 'must be known at synth, got a token; texts of the state machine hold it';

import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { type ILogGroup, LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logsPrincipal } from '../private/aws/logs-principal';
import { logGroupNameRule } from '../private/aws/log-group-name';
import { foreignArnProblem } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { allowLogEncryption } from '../private/constructs/log-encryption';
import { wildcardFinding } from '../private/constructs/nag-resource';
import { otherEnvironmentProblem } from '../private/constructs/other-environment';
import { refuseIf, validate } from '../private/validation/validation';

interface BuildLogsProps {
  readonly projectName: string;
  readonly existing?: ILogGroup;
  readonly retention?: RetentionDays;
  readonly defaultRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** The logs of a project, encrypted with a customer managed key and retained for a limited time, or in a group that exists. */
export class BuildLogs extends Construct {
  public readonly encryptionKey: IKey;
  public readonly logGroup: ILogGroup;

  public constructor(scope: Construct, id: string, props: BuildLogsProps) {
    super(scope, id);
    if (props.encryptionKey) refuseIf('encryptionKey', foreignArnProblem(props.encryptionKey.keyArn, Stack.of(this)));
    if (props.existing) this.validateGroup(props.existing, props.retention);
    this.encryptionKey =
      props.encryptionKey ??
      new Key(this, 'Key', {
        description: `${props.existing ? 'Artifacts' : 'Logs and artifacts'} of the CodeBuild project ${props.projectName}`,
        enableKeyRotation: true,
        removalPolicy: props.removalPolicy,
      });
    this.logGroup = props.existing ?? this.newGroup(`/aws/codebuild/${props.projectName}`, props);
  }

  /** Lets a role write the logs. The ARN attribute of the group ends in `:*`, which matches its streams. */
  public get writeStatement(): StatementJson {
    const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    return { Sid: 'WriteLogs', Effect: 'Allow', Action: actions, Resource: this.logGroup.logGroupArn };
  }

  /** Acknowledges the wildcard for the streams of an imported group, whose names CodeBuild generates. */
  public acknowledgeStreams(role: Construct): void {
    acknowledgeFindings(role, {
      cdkNag: [wildcardFinding(Stack.of(this), this.logGroup.logGroupArn)],
      reason: 'CodeBuild generates the names of the log streams. The statement names this log group only.',
    });
  }

  private newGroup(logGroupName: string, props: BuildLogsProps): LogGroup {
    this.allowLogs(logGroupName);
    return new LogGroup(this, 'LogGroup', {
      logGroupName,
      retention: props.retention ?? props.defaultRetention,
      encryptionKey: this.encryptionKey,
      removalPolicy: props.removalPolicy,
    });
  }

  private validateGroup(group: ILogGroup, retention: RetentionDays | undefined): void {
    validate('logGroup', group.logGroupName, logGroupNameRule);
    const stack = Stack.of(this);
    refuseIf('logGroup', foreignArnProblem(group.logGroupArn, stack) ?? otherEnvironmentProblem(stack, group.env));
    refuseIf('logRetention', retention === undefined ? undefined : keepsItsRetention);
  }

  private allowLogs(logGroupName: string): void {
    const stack = Stack.of(this);
    const logGroupArn = stack.formatArn({ service: 'logs', resource: `log-group:${logGroupName}` });
    if (allowLogEncryption(this, this.encryptionKey, [logGroupArn])) return;
    Validations.of(this).addWarning(
      'cdk-ecr-publishing:KeyPolicyNotChanged',
      `The key is imported, so CDK cannot change its policy. Allow ${logsPrincipal(stack)} to encrypt ` +
        `${logGroupArn} in it. Otherwise the log group cannot be created.`,
    );
  }
}

const keepsItsRetention =
  'must not be set with `logGroup`, whose retention is not changed. Leave it out, and set the retention of the log group itself.';

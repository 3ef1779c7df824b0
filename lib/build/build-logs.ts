import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logsPrincipal } from '../private/aws/logs-principal';
import { foreignArnProblem } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { refuseIf } from '../private/validation/validation';
import { allowLogEncryption } from '../private/constructs/log-encryption';

interface BuildLogsProps {
  readonly projectName: string;
  readonly retention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** The logs of a project, encrypted with a customer managed key and retained for a limited time. */
export class BuildLogs extends Construct {
  public readonly encryptionKey: IKey;
  public readonly logGroup: LogGroup;

  public constructor(scope: Construct, id: string, props: BuildLogsProps) {
    super(scope, id);
    if (props.encryptionKey) refuseIf('encryptionKey', foreignArnProblem(props.encryptionKey.keyArn, Stack.of(this)));
    const logGroupName = `/aws/codebuild/${props.projectName}`;
    this.encryptionKey =
      props.encryptionKey ??
      new Key(this, 'Key', {
        description: `Logs and artifacts of the CodeBuild project ${props.projectName}`,
        enableKeyRotation: true,
        removalPolicy: props.removalPolicy,
      });
    this.allowLogs(logGroupName);
    this.logGroup = new LogGroup(this, 'LogGroup', {
      logGroupName,
      retention: props.retention,
      encryptionKey: this.encryptionKey,
      removalPolicy: props.removalPolicy,
    });
  }

  /** Lets a role write the logs. The ARN attribute of the group ends in `:*`, which matches its streams. */
  public get writeStatement(): StatementJson {
    const actions = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    return { Sid: 'WriteLogs', Effect: 'Allow', Action: actions, Resource: this.logGroup.logGroupArn };
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

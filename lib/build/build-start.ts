import { Duration, Names, Stack, Token } from 'aws-cdk-lib';
import { type IProject } from 'aws-cdk-lib/aws-codebuild';
import { type EventPattern, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeFindings } from '../private/acknowledgement';
import { refuseIf } from '../private/validation';

interface BuildStartProps {
  readonly project: IProject;
  readonly description: string;
  readonly eventPattern: EventPattern;

  /** The revision that is built, with fields of the event; without it, the newest one is. */
  readonly sourceVersion?: string;
}

/** An event that starts a build, with a role that can do only that and a queue for starts that failed. */
export class BuildStart extends Construct {
  public constructor(scope: Construct, id: string, props: BuildStartProps) {
    super(scope, id);
    const { project, description, eventPattern, sourceVersion } = props;
    const ruleName = Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    const ruleArn = Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName });
    const role = this.startRole(project, ruleArn);
    const queue = this.failedStarts(ruleArn);
    const input = sourceVersion === undefined ? undefined : RuleTargetInput.fromObject({ sourceVersion });
    const rule = new Rule(this, 'Rule', { ruleName, description, eventPattern });
    rule.addTarget({
      bind: () => ({
        arn: project.projectArn,
        role,
        input,
        deadLetterConfig: { arn: queue.queueArn },
        targetResource: project,
      }),
    });
  }

  /** The rule's name is given, so that the role can be bound to it without a cycle. */
  private startRole(project: IProject, ruleArn: string): Role {
    const role = new Role(this, 'Role', {
      description: 'Starts builds when an event comes',
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnEquals: { 'aws:SourceArn': ruleArn },
        },
      }),
    });
    new ManagedPolicy(this, 'Policy', {
      description: 'Starts builds of one project',
      roles: [role],
      statements: [new PolicyStatement({ actions: ['codebuild:StartBuild'], resources: [project.projectArn] })],
    });
    return role;
  }

  private failedStarts(ruleArn: string): Queue {
    const queue = new Queue(this, 'FailedStarts', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'KeepFailedStarts',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
      }),
    );
    acknowledgeFindings(queue, {
      cdkNag: ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy'],
      reason: 'This queue is where undelivered events end; it has no further one.',
    });
    return queue;
  }
}

/** EventBridge gets the events of its own account and Region. */
export function refuseElsewhere(scope: Construct, env: { account: string; region: string }): void {
  const { account, region } = Stack.of(scope);
  const differs = [
    [env.account, account],
    [env.region, region],
  ].some(([one, other]) => !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other);
  const places = `account ${account} and Region ${region} to start builds, got account ${env.account} and Region ${env.region}`;
  refuseIf('source', differs ? `must be in ${places}; its events stay there` : undefined);
}

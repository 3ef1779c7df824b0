import { Duration, Names, Stack } from 'aws-cdk-lib';
import { type IRuleTarget, type RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { type StatementJson } from '../private/aws/policy-document';

interface EventDeliveryProps {
  /** What the role is for. */
  readonly description: string;

  /** What the target needs. */
  readonly statements: readonly StatementJson[];
}

/** The way from one rule to its target: a role that can do only that, and a queue for what could not be delivered. */
export class EventDelivery extends Construct {
  /** The rule has to have this name, so that role and queue can be bound to it without a cycle. */
  public readonly ruleName: string;

  private readonly role: Role;
  private readonly undelivered: Queue;

  public constructor(scope: Construct, id: string, { description, statements }: EventDeliveryProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.ruleName = Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    const ruleArn = stack.formatArn({ service: 'events', resource: 'rule', resourceName: this.ruleName });
    const conditions = {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnEquals: { 'aws:SourceArn': ruleArn },
    };
    const eventBridge = new ServicePrincipal('events.amazonaws.com', { conditions });
    this.role = new Role(this, 'Role', { description, assumedBy: eventBridge });
    new ManagedPolicy(this, 'Policy', {
      description,
      roles: [this.role],
      statements: statements.map((statement) => PolicyStatement.fromJson(statement)),
    });
    this.undelivered = this.makeQueue(eventBridge);
  }

  /** The target of the rule. */
  public to(arn: string, input?: RuleTargetInput): IRuleTarget {
    const { role, undelivered } = this;
    return { bind: () => ({ arn, role, input, deadLetterConfig: { arn: undelivered.queueArn } }) };
  }

  private makeQueue(eventBridge: ServicePrincipal): Queue {
    const queue = new Queue(this, 'Undelivered', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'KeepWhatWasNotDelivered',
        principals: [eventBridge],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
      }),
    );
    acknowledgeFindings(queue, {
      cdkNag: ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy'],
      reason: 'This queue is where undelivered events of a rule end; it has no further one.',
    });
    acknowledgeFindings(queue, {
      checkov: ['CKV_AWS_27'],
      reason: 'SQS encrypts the queue with a key of its own; the rule knows only keys of KMS.',
    });
    return queue;
  }
}

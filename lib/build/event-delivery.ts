import { type IRuleTarget, type RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Queue } from 'aws-cdk-lib/aws-sqs';
import { type Construct } from 'constructs';
import { makeDeadLetterQueue } from '../private/constructs/dead-letter-queue';
import { EventRole, type EventRoleProps } from '../private/constructs/event-role';

/** The role that delivers the events of one rule, and a queue for events that could not be delivered. */
export class EventDelivery extends EventRole {
  private readonly undelivered: Queue;

  public constructor(scope: Construct, id: string, props: Omit<EventRoleProps, 'ruleName'>) {
    super(scope, id, props);
    this.undelivered = makeDeadLetterQueue(this, 'Undelivered');
    this.undelivered.addToResourcePolicy(
      new PolicyStatement({
        sid: 'KeepWhatWasNotDelivered',
        principals: [this.eventBridge],
        actions: ['sqs:SendMessage'],
        resources: [this.undelivered.queueArn],
      }),
    );
  }

  /** Returns the target of the rule. */
  public to(arn: string, input?: RuleTargetInput): IRuleTarget {
    const { role, undelivered } = this;
    return { bind: () => ({ arn, role, input, deadLetterConfig: { arn: undelivered.queueArn } }) };
  }
}

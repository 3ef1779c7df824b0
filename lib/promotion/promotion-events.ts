import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Queue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { makeDeadLetterQueue } from '../private/constructs/dead-letter-queue';
import { EventRole } from '../private/constructs/event-role';
import { type PromotionRoute } from './promotion-route';
import { publishStatements } from './promotion-topic';

interface PromotionEventsProps {
  readonly promotionName: string;
  readonly route: PromotionRoute;
  readonly stateMachine: IStateMachine;
  readonly topic: ITopic;
}

interface Target {
  readonly pattern: object;
  readonly arn: string;
  readonly role: EventRole;
  readonly transformer: CfnRule.InputTransformerProperty;
}

/** The rules that start the state machine for a push, and report failed executions. */
export class PromotionEvents extends Construct {
  /** Events that could not be delivered. */
  public readonly deadLetterQueue: Queue;

  public constructor(scope: Construct, id: string, props: PromotionEventsProps) {
    super(scope, id);
    const { promotionName, stateMachine, topic } = props;
    this.deadLetterQueue = makeDeadLetterQueue(this, 'DeadLetters');
    const pushes = `${promotionName}-pushes`;
    this.addRule('Pushes', pushes, `Starts ${promotionName} at each push`, {
      pattern: pushPattern(Stack.of(this), props.route),
      arn: stateMachine.stateMachineArn,
      role: new EventRole(this, 'Start', {
        ruleName: pushes,
        description: `Starts the state machine ${promotionName}`,
        statements: [
          { Sid: 'Start', Effect: 'Allow', Action: 'states:StartExecution', Resource: stateMachine.stateMachineArn },
        ],
      }),
      transformer: pushInput,
    });
    const failures = `${promotionName}-failures`;
    this.addRule('Failures', failures, `Reports failed executions of ${promotionName}`, {
      pattern: failurePattern(stateMachine),
      arn: topic.topicArn,
      role: new EventRole(this, 'Report', {
        ruleName: failures,
        description: `Reports failed executions of ${promotionName}`,
        statements: publishStatements(topic),
      }),
      transformer: failureMessage(promotionName),
    });
  }

  private addRule(id: string, name: string, description: string, { pattern, arn, role, transformer }: Target): void {
    const rule = new CfnRule(this, id, {
      name,
      description,
      eventPattern: pattern,
      targets: [
        {
          id: 'Target',
          arn,
          roleArn: role.role.roleArn,
          inputTransformer: transformer,
          deadLetterConfig: { arn: this.deadLetterQueue.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: Duration.days(1).toSeconds(), maximumRetryAttempts: 185 },
        },
      ],
    });
    rule.node.addDependency(role.policy); // the first event needs the policy
    this.deadLetterQueue.addToResourcePolicy(
      new PolicyStatement({
        sid: `DeadLettersOf${id}`,
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.deadLetterQueue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
      }),
    );
  }
}

/** Only AWS itself sends events of `aws.ecr`. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html */
function pushPattern({ account }: Stack, { source, naming }: PromotionRoute): object {
  return {
    source: ['aws.ecr'],
    account: [account],
    'detail-type': ['ECR Image Action'],
    detail: {
      'action-type': ['PUSH'],
      result: ['SUCCESS'],
      'repository-name': [naming.kind === 'one' ? source.name : { prefix: naming.from }],
    },
  };
}

/** The tag of a push by digest is missing. In quotes it becomes an empty text, and without quotes it would not be JSON. */
const pushInput: CfnRule.InputTransformerProperty = {
  inputPathsMap: {
    repository: '$.detail.repository-name',
    digest: '$.detail.image-digest',
    tag: '$.detail.image-tag',
  },
  inputTemplate: '{"repository":"<repository>","digest":"<digest>","tag":"<tag>"}',
};

function failurePattern({ stateMachineArn }: IStateMachine): object {
  return {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { stateMachineArn: [stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
  };
}

function failureMessage(promotionName: string): CfnRule.InputTransformerProperty {
  return {
    inputPathsMap: { status: '$.detail.status', execution: '$.detail.executionArn', time: '$.time' },
    inputTemplate:
      `"The image promotion ${promotionName} ended with the status <status> at <time>. ` +
      'The history of the execution may have more about the image: <execution>"',
  };
}

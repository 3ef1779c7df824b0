import { Duration } from 'aws-cdk-lib';
import { Alarm, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type IQueue } from 'aws-cdk-lib/aws-sqs';
import { type IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { allowAlarmsToPublish } from './promotion-topic';

interface PromotionAlarmsProps {
  readonly promotionName: string;
  readonly stateMachine: IStateMachine;
  readonly deadLetterQueue: IQueue;
  readonly topic: ITopic;
}

/** Alarms on failed executions of the state machine and on events that did not reach it. */
export class PromotionAlarms extends Construct {
  public constructor(scope: Construct, id: string, props: PromotionAlarmsProps) {
    super(scope, id);
    const { promotionName, stateMachine, deadLetterQueue, topic } = props;
    const often = { period: Duration.minutes(5) };
    const add = (name: string, what: string, metric: IMetric) => {
      const alarm = new Alarm(this, name, {
        alarmDescription: `${what} of the image promotion ${promotionName}`,
        metric,
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction({ bind: () => ({ alarmActionArn: topic.topicArn }) });
    };
    add('Failed', 'Failed executions', stateMachine.metricFailed(often));
    add('TimedOut', 'Executions that timed out', stateMachine.metricTimedOut(often));
    add(
      'DeadLetters',
      'Events that could not be delivered',
      deadLetterQueue.metricApproximateNumberOfMessagesVisible(often),
    );
    allowAlarmsToPublish(this, topic);
  }
}

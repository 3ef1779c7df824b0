import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledgement';

/** Makes a queue that keeps the events that EventBridge could not deliver, for two weeks. */
export function makeDeadLetterQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledgeFindings(queue, {
    cdkNag: ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy'],
    reason: 'This queue is itself the dead-letter queue of EventBridge rules.',
  });
  acknowledgeFindings(queue, {
    checkov: ['CKV_AWS_27'],
    reason: 'SQS encrypts the queue with a key that it manages. The rule accepts KMS keys only.',
  });
  return queue;
}

import { type ComparedType } from './compared-type';

/** Logs, artifacts, and notifications of failures. */
export const storeTypes: Readonly<Record<string, ComparedType>> = {
  'AWS::Logs::LogGroup': {
    word: 'log group',
    name: 'LogGroupName',
    rank: 3,
    loss: 'Its logs are deleted.',
    remove: 'aws logs delete-log-group --log-group-name',
  },
  'AWS::S3::Bucket': {
    word: 'bucket',
    name: 'BucketName',
    unique: 'world',
    rank: 1,
    loss: 'CloudFormation deletes it if it is empty. If it is not, it stays, in no stack.',
    remove: 'aws s3api delete-bucket --bucket',
  },
  'AWS::SQS::Queue': {
    word: 'queue',
    name: 'QueueName',
    rank: 2,
    loss: 'Its messages are deleted, and events that fail are no longer kept in it.',
  },
  'AWS::SNS::Topic': {
    word: 'topic',
    name: 'TopicName',
    rank: 2,
    loss: 'Its notifications stop.',
  },
  'AWS::CloudWatch::Alarm': {
    word: 'alarm',
    name: 'AlarmName',
    rank: 2,
    loss: 'Its notifications stop.',
    remove: 'aws cloudwatch delete-alarms --alarm-names',
  },
  'AWS::Events::Rule': {
    word: 'event rule',
    name: 'Name',
    within: 'EventBusName',
    rank: 2,
    loss: 'Its targets get no more events, such as notifications and starts of builds.',
  },
};

import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { pathHash } from '../private/constructs/path-hash';
import { type StatementJson } from '../private/aws/policy-document';

/** The topic of a promotion, encrypted at rest and in transit. */
export function makeTopic(scope: Construct, promotionName: string, masterKey: IKey): Topic {
  return new Topic(scope, 'Topic', {
    displayName: `Image promotion ${promotionName}`,
    masterKey,
    enforceSSL: true,
  });
}

/** The statements by which a role can publish to topics. */
export function publishStatements(...topics: ITopic[]): StatementJson[] {
  const keys = topics.flatMap(({ masterKey }) => masterKey?.keyArn ?? []);
  return [
    {
      Sid: 'PublishMessages',
      Effect: 'Allow',
      Action: 'sns:Publish',
      Resource: distinct(topics.map((topic) => topic.topicArn)),
    },
    ...(keys.length > 0
      ? [
          {
            Sid: 'EncryptMessages',
            Effect: 'Allow',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: distinct(keys),
          } as const,
        ]
      : []),
  ];
}

/**
 * Allows CloudWatch to publish by the policies of the topic and of its key, since CloudWatch has no role.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function allowAlarmsToPublish(scope: Construct, topic: ITopic): void {
  const stack = Stack.of(scope);
  const byAlarms = {
    sid: `Alarms${pathHash(scope)}`,
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
  };
  const ofAccount = { StringEquals: { 'aws:SourceAccount': stack.account } };
  const publish = new PolicyStatement({
    ...byAlarms,
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: {
      ...ofAccount,
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'cloudwatch', resource: 'alarm:*' }) },
    },
  });
  const encrypt = new PolicyStatement({
    ...byAlarms,
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: ofAccount,
  });
  const added = [topic.addToResourcePolicy(publish), topic.masterKey?.addToResourcePolicy(encrypt)];
  if (!added.some((result) => result?.statementAdded === false)) return;
  Validations.of(scope).addWarning(
    'cdk-ecr-publishing:TopicPolicyNotChanged',
    'The topic of the alarms or its key is imported, so CDK cannot change its policy. Allow alarms of this account to use both. ' +
      'For this, cloudwatch.amazonaws.com needs sns:Publish on the topic. It also needs kms:Decrypt and kms:GenerateDataKey* on the key.',
  );
}

function distinct(arns: string[]): string[] {
  return [...new Set(arns)];
}

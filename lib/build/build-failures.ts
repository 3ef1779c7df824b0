import { Names, Stack, Token } from 'aws-cdk-lib';
import { type IProject } from 'aws-cdk-lib/aws-codebuild';
import { EventField, type OnEventOptions, type Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ManagedPolicy, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeFindings } from '../private/acknowledgement';
import { type StatementJson } from '../private/policy-document';
import { type Problem, refuseIf } from '../private/validation';

/** All ways in which a build ends without an image; each build of a batch reports its own. */
const failedStatuses = ['FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'];

/** A rule for the failed builds of one project. */
export function failureRule(project: IProject, id: string, options: OnEventOptions = {}): Rule {
  const rule = project.onStateChange(id, options);
  rule.addEventPattern({ detail: { 'build-status': failedStatuses } });
  return rule;
}

/**
 * What people read. The whole event would show the variables of the build, so nothing is passed on but this.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/sample-build-notifications-ref.html
 */
function failureMessage(): RuleTargetInput {
  const field = (path: string) => EventField.fromPath(`$.detail.${path}`);
  const more = (path: string) => field(`additional-information.${path}`);
  return RuleTargetInput.fromText(
    `${field('build-status')}: image build of ${field('project-name')}, commit or version ${more('source-version')}, ` +
      `started by ${more('initiator')}, in ${EventField.account} ${EventField.region}. No image was made by it, or not ` +
      `all of it. Logs: ${more('logs.deep-link')}`,
  );
}

/** Tells a topic about the failed builds of one project, with a role of its own, and keeps what it could not tell. */
export class FailureNotification extends Construct {
  public readonly rule: Rule;

  public constructor(scope: Construct, id: string, project: IProject, topic: ITopic) {
    super(scope, id);
    const stack = Stack.of(this);
    refuseIf('topic', otherRegionProblem(stack, topic));
    const ruleName = Names.uniqueResourceName(this, { maxLength: 64, separator: '-' });
    const ruleArn = stack.formatArn({ service: 'events', resource: 'rule', resourceName: ruleName });
    const bound = { StringEquals: { 'aws:SourceAccount': stack.account }, ArnEquals: { 'aws:SourceArn': ruleArn } };
    const role = new Role(this, 'Role', {
      description: `Tells a topic about failed builds of ${project.projectName}`,
      assumedBy: new ServicePrincipal('events.amazonaws.com', { conditions: bound }),
    });
    new ManagedPolicy(this, 'Policy', {
      description: 'Publish to one topic',
      roles: [role],
      statements: publishStatements(topic).map((statement) => PolicyStatement.fromJson(statement)),
    });
    const undelivered = new Queue(this, 'Undelivered', { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true });
    acknowledgeFindings(undelivered, {
      cdkNag: ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy'],
      reason: 'It is itself the dead-letter queue, of an EventBridge rule.',
    });
    undelivered.addToResourcePolicy(
      new PolicyStatement({
        sid: 'KeepWhatWasNotDelivered',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [undelivered.queueArn],
        conditions: bound,
      }),
    );
    this.rule = failureRule(project, `${id}Rule`, {
      ruleName,
      description: 'Builds that ended without an image',
      target: {
        bind: () => ({
          arn: topic.topicArn,
          role: role.withoutPolicyUpdates(),
          input: failureMessage(),
          deadLetterConfig: { arn: undelivered.queueArn },
        }),
      },
    });
  }
}

function publishStatements({ topicArn, masterKey }: ITopic): StatementJson[] {
  return [
    { Sid: 'TellTopic', Effect: 'Allow', Action: 'sns:Publish', Resource: topicArn },
    ...(masterKey
      ? [
          {
            Sid: 'EncryptForTopic',
            Effect: 'Allow',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Resource: masterKey.keyArn,
          } as const,
        ]
      : []),
  ];
}

/** EventBridge delivers to its own Region. */
function otherRegionProblem({ region: ours }: Stack, { env: { region: theirs } }: ITopic): Problem {
  return ours === theirs || Token.isUnresolved(ours) || Token.isUnresolved(theirs)
    ? undefined
    : `must be a topic in ${ours}, where the builds run, got one in ${theirs}; EventBridge reaches no other Region`;
}

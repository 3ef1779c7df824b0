import { Stack, Token } from 'aws-cdk-lib';
import { type IProject } from 'aws-cdk-lib/aws-codebuild';
import { EventField, type OnEventOptions, type Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { foreignArnProblem } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem, refuseIf } from '../private/validation/validation';
import { EventDelivery } from './event-delivery';

/** The statuses of a build that ended without an image. Each build of a batch has its own status. */
const failedStatuses = ['FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'];

/** Adds a rule for the failed builds of one project. */
export function failureRule(project: IProject, id: string, options: OnEventOptions = {}): Rule {
  const rule = project.onStateChange(id, options);
  rule.addEventPattern({ detail: { 'build-status': failedStatuses } });
  return rule;
}

/**
 * The message that subscribers read. It holds only these fields, because the whole event shows the variables of the
 * build.
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

/** Notifies a topic about the failed builds of one project. */
export function notifyOfFailures(scope: Construct, id: string, project: IProject, topic: ITopic): Rule {
  refuseIf('topic', foreignArnProblem(topic.topicArn, Stack.of(scope)) ?? otherRegionProblem(Stack.of(scope), topic));
  const delivery = new EventDelivery(scope, id, {
    description: 'Reports failed builds of one project to a topic',
    statements: publishStatements(topic),
  });
  return failureRule(project, `${id}Rule`, {
    ruleName: delivery.ruleName,
    description: 'Builds that ended without an image',
    target: delivery.to(topic.topicArn, failureMessage()),
  });
}

function publishStatements({ topicArn, masterKey }: ITopic): StatementJson[] {
  return [
    { Sid: 'PublishToTopic', Effect: 'Allow', Action: 'sns:Publish', Resource: topicArn },
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

/** EventBridge delivers only to its own Region. */
function otherRegionProblem({ region: ours }: Stack, { env: { region: theirs } }: ITopic): Problem {
  return ours === theirs || Token.isUnresolved(ours) || Token.isUnresolved(theirs)
    ? undefined
    : `must be a topic in the Region of the builds, ${ours}, got one in ${theirs}. EventBridge delivers only there.`;
}

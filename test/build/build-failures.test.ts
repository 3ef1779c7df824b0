import { Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ImageRepository } from '../../lib/repository/image-repository';
import { addAllPacks } from '../nag-packs';
import {
  account,
  env,
  newApp,
  newOpenStack,
  newStack,
  onlyProperties,
  type Properties,
  region,
  resourcesOf,
} from '../synthesis';
import { addProject, projectName } from './build-project';

const topicArn = `arn:aws:sns:${region}:${account}:builds`;
const importedTopic = (stack: Stack) => Topic.fromTopicArn(stack, 'Topic', topicArn);

/** A stack with a project that notifies a topic about failed builds. */
function notified(stack = newStack(), topic = importedTopic(stack)): Stack {
  addProject(stack).notifyOnBuildFailed('Failed', topic);
  return stack;
}

/** The rule and its target, as the template has them. */
function ruleOf(stack: Stack): { pattern: Properties; target: Properties; name: string } {
  const { EventPattern: pattern, Targets: targets, Name: name } = onlyProperties(stack, 'AWS::Events::Rule');
  const [target = {}, ...more] = targets as Properties[];
  expect(more).toEqual([]);
  return { pattern: pattern as Properties, target, name: String(name) };
}

const pattern = {
  source: ['aws.codebuild'],
  'detail-type': ['CodeBuild Build State Change'],
  detail: { 'build-status': ['FAILED', 'FAULT', 'STOPPED', 'TIMED_OUT'] },
};

test('the rule matches every build of this project that ends without an image, and no other', () => {
  const { pattern: rule } = ruleOf(notified());
  expect(rule).toMatchObject(pattern);
  expect((rule.detail as Properties)['project-name']).toHaveLength(1);
  expect(JSON.stringify((rule.detail as Properties)['project-name'])).toMatch(/BuildProject/);
});

test('a rule of the caller has the same events, with the target of the caller', () => {
  const stack = newStack();
  addProject(stack).onBuildFailed('Failed', { target: { bind: () => ({ arn: topicArn }) } });
  const { pattern: rule, target } = ruleOf(stack);
  expect(rule).toMatchObject(pattern);
  expect(target.Arn).toBe(topicArn);
});

/** The message for the build of an event, with the fields that EventBridge fills in. */
function messageFor(detail: object, { target }: { target: Properties }): string {
  const { InputPathsMap: paths, InputTemplate: template } = target.InputTransformer as {
    InputPathsMap: Record<string, string>;
    InputTemplate: string;
  };
  const event: Properties = { account, region, detail };
  const at = (path = ''): unknown =>
    path
      .split('.')
      .slice(1)
      .reduce<unknown>((value, key) => (value as Properties)[key], event);
  const filled = template.replace(/<([\w-]+)>/g, (_, name: string) => at(paths[name]) as string);
  return JSON.parse(filled) as string;
}

const detail = {
  'build-status': 'FAILED',
  'project-name': 'service-build',
  'build-id': `arn:aws:codebuild:${region}:${account}:build/service-build:1`,
  'additional-information': {
    initiator: 'GitHub-Hookshot/1',
    'source-version': '0123456789012345678901234567890123456789',
    environment: { 'environment-variables': [{ name: 'NPM_TOKEN', value: 'npm-secret' }] },
    logs: { 'deep-link': 'https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logEvent:1' },
  },
};

test('people read project, commit, who started it and where the logs are, and no variable of the build', () => {
  expect(messageFor(detail, ruleOf(notified()))).toBe(
    'FAILED: image build of service-build, commit or version 0123456789012345678901234567890123456789, started by ' +
      `GitHub-Hookshot/1, in ${account} ${region}. No image was made by it, or not all of it. Logs: ` +
      'https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logEvent:1',
  );
});

test('nothing else of the event is passed on', () => {
  const { InputPathsMap: paths } = ruleOf(notified()).target.InputTransformer as { InputPathsMap: object };
  expect(Object.values(paths).sort()).toEqual([
    '$.account',
    '$.detail.additional-information.initiator',
    '$.detail.additional-information.logs.deep-link',
    '$.detail.additional-information.source-version',
    '$.detail.build-status',
    '$.detail.project-name',
    '$.region',
  ]);
});

const statementsOf = (document: unknown) => (document as { Statement: Properties[] }).Statement;

test('EventBridge notifies the topic with a role that only this rule may assume', () => {
  const stack = notified();
  const { name, target } = ruleOf(stack);
  const condition = {
    StringEquals: { 'aws:SourceAccount': account },
    ArnEquals: { 'aws:SourceArn': `arn:aws:events:${region}:${account}:rule/${name}` },
  };
  const roles = resourcesOf(stack, 'AWS::IAM::Role').map(({ Properties }) => Properties);
  const [trust] = roles.flatMap(({ AssumeRolePolicyDocument: document }) =>
    statementsOf(document).filter(({ Principal }) => JSON.stringify(Principal).includes('events.amazonaws.com')),
  );
  expect(trust).toMatchObject({ Action: 'sts:AssumeRole', Condition: condition });
  expect(target).toMatchObject({
    Arn: topicArn,
    RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/Failed/), 'Arn'] as unknown },
  });
  const allowed = resourcesOf(stack, 'AWS::IAM::ManagedPolicy').flatMap(
    ({ Properties: { PolicyDocument: document } }) =>
      statementsOf(document).filter(({ Sid }) => Sid === 'PublishToTopic'),
  );
  expect(allowed).toEqual([{ Sid: 'PublishToTopic', Effect: 'Allow', Action: 'sns:Publish', Resource: topicArn }]);
  const queue = statementsOf(onlyProperties(stack, 'AWS::SQS::QueuePolicy').PolicyDocument);
  expect(queue.find(({ Sid }) => Sid === 'KeepWhatWasNotDelivered')).toMatchObject({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Condition: condition,
  });
});

test('undelivered events go to a queue', () => {
  const { target } = ruleOf(notified());
  expect(target.DeadLetterConfig).toEqual({
    Arn: { 'Fn::GetAtt': [expect.stringMatching(/Undelivered/), 'Arn'] as unknown },
  });
});

test('the key of an encrypted topic may be used for it', () => {
  const stack = newStack();
  const key = Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${region}:${account}:key/1`);
  notified(stack, new Topic(stack, 'Builds', { masterKey: key }));
  const statements = resourcesOf(stack, 'AWS::IAM::ManagedPolicy').flatMap(
    ({ Properties: { PolicyDocument: document } }) => statementsOf(document),
  );
  expect(statements).toContainEqual({
    Sid: 'EncryptForTopic',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: key.keyArn,
  });
});

test('two topics have two rules', () => {
  const stack = newStack();
  const build = addProject(stack);
  build.notifyOnBuildFailed('Failed', importedTopic(stack));
  build.notifyOnBuildFailed('AlsoFailed', Topic.fromTopicArn(stack, 'Other', `${topicArn}-2`));
  const names = resourcesOf(stack, 'AWS::Events::Rule').map(({ Properties: { Name: name } }) => String(name));
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name).toMatch(/^[\w.-]{1,64}$/);
});

test('fails when the topic is in another Region', () => {
  const stack = newStack();
  const topic = Topic.fromTopicArn(stack, 'Far', `arn:aws:sns:us-east-1:${account}:builds`);
  expect(() => addProject(stack).notifyOnBuildFailed('Failed', topic)).toThrow(
    new Error(
      `\`topic\` must be a topic in the Region of the builds, ${region}, got one in us-east-1. EventBridge delivers only ` +
        'there.',
    ),
  );
});

test('accepts a topic if the Region is a token', () => {
  const stack = newOpenStack();
  expect(ruleOf(notified(stack)).target.Arn).toBe(topicArn);
});

test('no pack of cdk-nag finds anything', () => {
  const app = newApp();
  addAllPacks(app);
  const stack = new Stack(app, 'Stack', { env });
  const key = new Key(stack, 'Key', { enableKeyRotation: true });
  const repository = new ImageRepository(stack, 'Images', { encryptionKey: key });
  addProject(stack, { repository, projectName }).notifyOnBuildFailed('Failed', importedTopic(stack));
  expect(resourcesOf(stack, 'AWS::Events::Rule')).toHaveLength(1);
  expect(() => app.synth()).not.toThrow();
});

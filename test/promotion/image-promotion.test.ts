import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { parse } from 'yaml';
import { ImageRepository } from '../../lib/repository/image-repository';
import { renderCopyBuildspec } from '../../lib/promotion/copy-project';
import {
  account,
  buildspecOf,
  mappingsOf,
  newOpenStack,
  newStack,
  onlyProperties,
  type Properties,
  region,
  resourcesOf,
  templateOf,
  warningsOf,
} from '../synthesis';
import {
  addPrefixPromotion,
  addPromotion,
  definitionOf,
  keyArn,
  literal,
  machineArn,
  policiesOf,
  prefixStack,
  promotionStack,
  ruleOf,
  topicArn,
} from './promotion';

const otherKey = keyArn.replace('11111111', '99999999');
const project = 'AWS::CodeBuild::Project';
const otherTopic = `arn:aws:sns:${region}:${account}:security`;
const alarmsWarning =
  'The topic of the alarms or its key is imported, so CDK cannot change its policy. Allow alarms of this account to use both. ' +
  'For this, cloudwatch.amazonaws.com needs sns:Publish on the topic. It also needs kms:Decrypt and kms:GenerateDataKey* on the key. ' +
  '[ack: Annotation::cdk-ecr-publishing:TopicPolicyNotChanged]';
const [one, many] = [promotionStack(), prefixStack()];

describe('a push', () => {
  const pushed = (name: unknown) => ({
    source: ['aws.ecr'],
    account: [account],
    'detail-type': ['ECR Image Action'],
    detail: { 'action-type': ['PUSH'], result: ['SUCCESS'], 'repository-name': [name] },
  });

  test('to the repository starts the machine, and to no other', () => {
    expect(ruleOf(one, '-pushes').EventPattern).toEqual(pushed('incoming/alice'));
  });

  test('to any repository below the prefix starts the machine, and to no other', () => {
    expect(ruleOf(many, '-pushes').EventPattern).toEqual(pushed({ prefix: 'incoming/' }));
  });

  test('passes only the image of the event, as JSON even without a tag', () => {
    const { InputPathsMap: paths, InputTemplate: template } = targetOf('-pushes').InputTransformer as Properties;
    expect(paths).toEqual({
      repository: '$.detail.repository-name',
      digest: '$.detail.image-digest',
      tag: '$.detail.image-tag',
    });
    expect(JSON.parse((template as string).replace(/<\w+>/g, ''))).toEqual({ repository: '', digest: '', tag: '' });
  });

  test('starts this machine with a role that can do nothing else', () => {
    expect(literal(targetOf('-pushes').Arn)).toBe(machineArn);
    expect(policiesOf(one, 'PromotionEventsStart').map(({ Statement }) => Statement as unknown)).toEqual([
      [{ Sid: 'Start', Effect: 'Allow', Action: 'states:StartExecution', Resource: machineArn }],
    ]);
  });

  test.each(['-pushes', '-failures'])(
    'that can not be delivered is tried again for a day, and then kept: %s',
    (end) => {
      const { Queues: queues } = onlyProperties(one, 'AWS::SQS::QueuePolicy') as { Queues: [{ Ref: string }] };
      expect(targetOf(end)).toMatchObject({
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queues[0].Ref, 'Arn'] } },
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      });
      expect(onlyProperties(one, 'AWS::SQS::Queue')).toEqual({
        MessageRetentionPeriod: 1_209_600,
        SqsManagedSseEnabled: true,
      });
    },
  );
});

function targetOf(end: string): Properties {
  return (ruleOf(one, end).Targets as [Properties])[0];
}

describe('the topic gets a message', () => {
  test('of an execution that ended without a verdict', () => {
    const { EventPattern: pattern } = ruleOf(one, '-failures');
    expect(literal(pattern)).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [machineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    });
    expect(literal(targetOf('-failures').Arn)).toBe(topicArn);
    const { InputTemplate: message } = targetOf('-failures').InputTransformer as { InputTemplate: string };
    expect(JSON.parse(message)).toBe(
      'The image promotion approval ended with the status <status> at <time>. The history of the execution may ' +
        'have more about the image: <execution>',
    );
  });

  test('by a topic that is encrypted, and refuses messages without TLS', () => {
    expect(literal(onlyProperties(one, 'AWS::SNS::Topic').KmsMasterKeyId)).toBe(keyArn);
    const { Statement: statements } = onlyProperties(one, 'AWS::SNS::TopicPolicy').PolicyDocument as {
      Statement: Properties[];
    };
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  test('by another topic, if one is given, in the machine, the rule and the alarms', () => {
    const stack = newStack();
    addPromotion(stack, { notificationTopic: Topic.fromTopicArn(stack, 'Security', otherTopic) });
    expect(resourcesOf(stack, 'AWS::SNS::Topic')).toEqual([]);
    expect(definitionOf(stack).text).toContain(`"TopicArn":"${otherTopic}"`);
    expect((ruleOf(stack, '-failures').Targets as [Properties])[0].Arn).toBe(otherTopic);
    const actions = resourcesOf(stack, 'AWS::CloudWatch::Alarm').map(
      ({ Properties: { AlarmActions: to } }) => to as unknown,
    );
    expect(actions).toEqual([[otherTopic], [otherTopic], [otherTopic]]);
    expect(warningsOf(stack)).toEqual([alarmsWarning]);
  });
});

test('failed executions, timeouts and lost events raise an alarm that is sent to the topic', () => {
  const alarms = resourcesOf(one, 'AWS::CloudWatch::Alarm').map(({ Properties: properties }) => properties);
  expect(alarms.map(({ Namespace, MetricName }) => `${String(Namespace)} ${String(MetricName)}`)).toEqual([
    'AWS/States ExecutionsFailed',
    'AWS/States ExecutionsTimedOut',
    'AWS/SQS ApproximateNumberOfMessagesVisible',
  ]);
  for (const { AlarmActions: actions, Threshold: threshold } of alarms) {
    expect([literal(actions as unknown), threshold]).toEqual([[topicArn], 1]);
  }
  const dimensions = alarms.slice(0, 2).map(({ Dimensions: of }) => literal(of as unknown));
  expect(dimensions).toEqual(Array.from({ length: 2 }, () => [{ Name: 'StateMachineArn', Value: machineArn }]));
});

test('alarms go to a separate topic, if one is given, and its policy and key allow them', () => {
  const stack = newStack();
  const masterKey = new Key(stack, 'AlarmKey');
  addPromotion(stack, { alarmTopic: new Topic(stack, 'Alarms', { masterKey }) });
  const { AlarmActions: actions } = onlyFirst(stack, 'AWS::CloudWatch::Alarm');
  expect(JSON.stringify(actions)).toMatch(/"Alarms\w+"/);
  const [ofAlarms = {}, own = {}] = resourcesOf(stack, 'AWS::KMS::Key').map(({ Properties: { KeyPolicy: policy } }) =>
    JSON.stringify(policy),
  );
  expect(ofAlarms).toContain('cloudwatch.amazonaws.com');
  expect(own).not.toContain('cloudwatch.amazonaws.com');
  expect(warningsOf(stack)).toEqual([]);
});

function onlyFirst(stack: Parameters<typeof resourcesOf>[0], type: string): Properties {
  const [first] = resourcesOf(stack, type);
  if (first === undefined) throw new Error(`no ${type}`);
  return first.Properties;
}

test('the machine is of the standard kind, logs everything to an encrypted group and is traced', () => {
  const { DefinitionString: text, ...machine } = onlyProperties(one, 'AWS::StepFunctions::StateMachine');
  expect(machine).toMatchObject({
    StateMachineName: 'approval',
    StateMachineType: 'STANDARD',
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: true },
    TracingConfiguration: { Enabled: true },
  });
  expect(JSON.parse(text as string)).toMatchObject({ StartAt: expect.any(String) as string });
});

test('the definition names this project, these repositories and this topic', () => {
  const { text, substitutions } = definitionOf(one);
  expect(text).toContain('"ProjectName":"approval-copy"');
  expect(text).toContain('"repository":"approved/alice"');
  expect(text).toContain('"TopicArn":"${Value1}"');
  expect(literal(substitutions)).toEqual({ Value1: topicArn });
  expect(definitionOf(many).text).toContain("States.Format('approved/{}'");
});

test('the groups of logs are kept for a year, encrypted, and stay', () => {
  const groups = resourcesOf(one, 'AWS::Logs::LogGroup');
  expect(groups.map(({ Properties: { LogGroupName: name } }) => name as string)).toEqual([
    '/aws/codebuild/approval-copy',
    '/aws/vendedlogs/states/approval',
  ]);
  for (const { Properties: properties, DeletionPolicy: policy } of groups) {
    expect([literal(properties.KmsKeyId as unknown), properties.RetentionInDays, policy]).toEqual([
      keyArn,
      365,
      'Retain',
    ]);
  }
});

test('retention and removal are what is given', () => {
  const stack = promotionStack({ logRetention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
  const groups = resourcesOf(stack, 'AWS::Logs::LogGroup');
  const kept = groups.map(
    ({ Properties: { RetentionInDays: days }, DeletionPolicy: policy }) => [days, policy] as unknown,
  );
  expect(kept).toEqual([
    [30, 'Delete'],
    [30, 'Delete'],
  ]);
  expect(resourcesOf(stack, 'AWS::KMS::Key').map(({ DeletionPolicy: policy }) => policy)).toEqual(['Delete']);
});

test('a given key encrypts logs, topic and project, and a warning says what an imported one must allow', () => {
  const stack = newStack();
  const encryptionKey = Key.fromKeyArn(stack, 'Key', keyArn);
  addPromotion(stack, { encryptionKey });
  expect(resourcesOf(stack, 'AWS::KMS::Key')).toEqual([]);
  expect(onlyProperties(stack, project).EncryptionKey).toBe(keyArn);
  expect(warningsOf(stack)).toEqual([
    `CDK cannot change the policy of an imported key. Allow logs.${region}.amazonaws.com in it to encrypt ` +
      `arn:aws:logs:${region}:${account}:log-group:/aws/codebuild/approval-copy and ` +
      `arn:aws:logs:${region}:${account}:log-group:/aws/vendedlogs/states/approval. Otherwise the log groups cannot be created. ` +
      '[ack: Annotation::cdk-ecr-publishing:KeyPolicyNotChanged]',
    alarmsWarning,
  ]);
});

describe('the project that copies', () => {
  test('has no source, no artifact, no privileges, and the buildspec of this package', () => {
    const {
      Source: source,
      Artifacts: artifacts,
      Environment: environment,
      Cache: cache,
    } = onlyProperties(one, project);
    const { Type: type } = source as { Type: string };
    expect([type, artifacts, cache]).toEqual(['NO_SOURCE', { Type: 'NO_ARTIFACTS' }, { Type: 'NO_CACHE' }]);
    expect(environment).toMatchObject({ PrivilegedMode: false, Image: 'aws/codebuild/standard:8.0' });
    expect(parse(buildspecOf(mappingsOf(one), onlyProperties(one, project)))).toEqual(renderCopyBuildspec());
  });

  test('knows both registries, and neither image nor repository: those come with each copy', () => {
    const { EnvironmentVariables: variables } = onlyProperties(one, project).Environment as {
      EnvironmentVariables: { Name: string; Value: string }[];
    };
    const host = `${account}.dkr.ecr.${region}.amazonaws.com`;
    expect(Object.fromEntries(variables.map(({ Name, Value }) => [Name, Value]))).toEqual({
      SOURCE_REGISTRY: host,
      SOURCE_REGION: region,
      TARGET_REGISTRY: host,
      TARGET_REGION: region,
    });
  });

  test('runs in the image that is given', () => {
    const stack = promotionStack({ buildImage: LinuxBuildImage.fromDockerRegistry('registry.example/tools:1') });
    expect(onlyProperties(stack, project).Environment).toMatchObject({ Image: 'registry.example/tools:1' });
  });
});

test('without a given name, names come from the path, within the limits of AWS', () => {
  const stack = newOpenStack();
  addPrefixPromotion(stack, { promotionName: undefined });
  expect(onlyProperties(stack, 'AWS::StepFunctions::StateMachine').StateMachineName).toMatch(
    /^Stack-Promotion-[0-9A-F]{8}$/,
  );
  const long = newStack({ stackName: 'short' });
  addPromotion(long, { promotionName: 'p'.repeat(50) });
  for (const {
    Properties: { Name: name },
  } of resourcesOf(long, 'AWS::Events::Rule')) {
    expect(String(name).length).toBeLessThanOrEqual(64);
  }
});

test('an approval is requested if it is configured, by the given topic and for the given time', () => {
  const stack = newStack();
  const topic = Topic.fromTopicArn(stack, 'Reviewers', otherTopic);
  addPromotion(stack, { approval: { topic, timeout: Duration.hours(4) } });
  const { text } = definitionOf(stack);
  expect(text).toContain(`"Parameters":{"TopicArn":"${otherTopic}","Subject":"Image waits for your approval"`);
  expect(text).toContain('"TimeoutSeconds":14400');
  expect(definitionOf(promotionStack({ approval: {} })).text).toContain('"TimeoutSeconds":604800');
  expect(definitionOf(one).text).not.toContain('waitForTaskToken');
});

test('everything is there in a stack of no known account and Region', () => {
  const stack = newOpenStack();
  addPrefixPromotion(stack);
  const { DefinitionString: definition } = onlyProperties(stack, 'AWS::StepFunctions::StateMachine');
  expect(JSON.stringify(definition)).toContain('{"Ref":"AWS::Partition"},":states:::codebuild:startBuild.sync');
  expect(ruleOf(stack, '-pushes').EventPattern).toMatchObject({ account: [{ Ref: 'AWS::AccountId' }] });
});

test('repositories that CloudFormation names are watched, copied to and granted by reference', () => {
  const stack = newStack();
  const [source, target] = [new ImageRepository(stack, 'In'), new ImageRepository(stack, 'Out')];
  addPromotion(stack, { source, target });
  const [incoming, approved] = ['In', 'Out'];
  expect(Object.keys(templateOf(stack).findResources('AWS::ECR::Repository'))).toEqual(
    expect.arrayContaining([incoming, approved]),
  );
  expect(ruleOf(stack, '-pushes').EventPattern).toMatchObject({ detail: { 'repository-name': [{ Ref: incoming }] } });
  const { text, substitutions } = definitionOf(stack);
  const [, name = ''] = /"repository":"\$\{(\w+)\}"/.exec(text) ?? [];
  expect(substitutions[name]).toEqual({ Ref: approved });
  const granted = JSON.stringify(resourcesOf(stack, 'AWS::IAM::ManagedPolicy'));
  expect(granted).toContain(`{"Fn::GetAtt":["${incoming}","Arn"]}`);
  expect(granted).toContain(`{"Fn::GetAtt":["${approved}","Arn"]}`);
});

test('the machine may publish to the topic of the question too, and encrypt for it', () => {
  const stack = newStack();
  const topic = new Topic(stack, 'Reviewers', { masterKey: Key.fromKeyArn(stack, 'ReviewKey', otherKey) });
  addPromotion(stack, { approval: { topic } });
  const policy = resourcesOf(stack, 'AWS::IAM::ManagedPolicy')
    .flatMap(({ Properties: { PolicyDocument: document } }) => (document as { Statement: Properties[] }).Statement)
    .filter(({ Resource: resources }) => JSON.stringify(resources).includes('Promotion'));
  const of = (sid: string) => policy.filter(({ Sid }) => Sid === sid).map(({ Resource: one }) => JSON.stringify(one));
  expect(of('PublishMessages')).toContainEqual(expect.stringMatching(/"PromotionTopic\w+"\},\{"Ref":"Reviewers\w+"/));
  expect(of('EncryptMessages')).toContainEqual(expect.stringContaining(otherKey));
});

import { type Stack } from 'aws-cdk-lib';
import { Fleet } from 'aws-cdk-lib/aws-codebuild';
import { Repository as CodeRepository } from 'aws-cdk-lib/aws-codecommit';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { ImageBuildProject } from '../../lib/build/image-build-project';
import { ImageCheckProject } from '../../lib/build/image-check-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { ImagePromotion } from '../../lib/promotion/image-promotion';
import { ScanGate } from '../../lib/promotion/scan-gate';
import { ImageRepository } from '../../lib/repository/image-repository';
import { regionServices } from '../../lib/private/aws/region-service';
import { quote } from '../../lib/private/validation/validation';
import { account, newStack } from '../synthesis';

const stackIn = (region: string) => newStack({ env: { account, region } });
const connectionIn = (region: string, partition = 'aws') =>
  `arn:${partition}:codeconnections:${region}:${account}:connection/aaaaaaaa-1111-2222-3333-444444444444`;
const sourceWith = (connectionArn: string) => ImageSource.gitHub('acme/service', { connectionArn, branches: ['main'] });

/** A build of a stack from S3, but for props. */
function addBuild(stack: Stack, props: object = {}): ImageBuildProject {
  return new ImageBuildProject(stack, 'Build', {
    repository: new ImageRepository(stack, 'Service', { repositoryName: 'service' }),
    source: sourceWith(connectionIn(stack.region, stack.partition)),
    ...props,
  });
}

function addPromotion(stack: Stack, props: object = {}): ImagePromotion {
  return new ImagePromotion(stack, 'Promotion', {
    sourcePrefix: 'incoming/',
    targetPrefix: 'approved/',
    gate: ScanGate.basic(),
    ...props,
  });
}

const foreign = (arn: string, ours: string) =>
  `must be in partition '${ours}', as its stack is, got ${quote(arn)}. AWS connects nothing across partitions.`;
const keyArn = `arn:aws-cn:kms:cn-north-1:${account}:key/11111111-2222-3333-4444-555555555555`;
const topicArn = `arn:aws-cn:sns:cn-north-1:${account}:failures`;
const fleetArn = (partition: string, region: string) =>
  `arn:${partition}:codebuild:${region}:${account}:fleet/large:11111111-2222-3333-4444-555555555555`;

test.each<[string, string, (stack: Stack) => unknown, string]>([
  ['a build', 'mx-central-1', addBuild, "A build requires AWS CodeBuild, which Region 'mx-central-1' lacks."],
  [
    'a check',
    'mx-central-1',
    (stack) =>
      new ImageCheckProject(stack, 'Check', { source: sourceWith(connectionIn('us-east-1')), commands: ['make'] }),
    "A check of pull requests requires AWS CodeBuild, which Region 'mx-central-1' lacks.",
  ],
  [
    'a promotion',
    'mx-central-1',
    addPromotion,
    "A promotion requires AWS CodeBuild, which Region 'mx-central-1' lacks.",
  ],
  [
    'a gate on enhanced scanning',
    'cn-north-1',
    (stack) => addPromotion(stack, { gate: ScanGate.enhanced() }),
    "`gate` requires Amazon Inspector, which Region 'cn-north-1' lacks. Use basic scanning.",
  ],
  [
    'a connection',
    'me-central-1',
    addBuild,
    "`connectionArn` requires AWS CodeConnections, which Region 'me-central-1' lacks.",
  ],
  [
    'a CodeCommit repository',
    'il-central-1',
    (stack) =>
      addBuild(stack, {
        source: ImageSource.codeCommit(CodeRepository.fromRepositoryName(stack, 'Code', 'service')),
      }),
    "`source` requires AWS CodeCommit, which Region 'il-central-1' lacks.",
  ],
  [
    'a fleet',
    'eu-north-1',
    (stack) => addBuild(stack, { fleet: Fleet.fromFleetArn(stack, 'Fleet', fleetArn('aws', 'eu-north-1')) }),
    "`fleet` requires CodeBuild fleets, which Region 'eu-north-1' lacks. Leave `fleet` out to build on machines on demand.",
  ],
])('fails when %s needs a service that %s lacks', (_, region, add, message) => {
  expect(() => add(stackIn(region))).toThrow(message);
  expect(regionServices.regions).toContain(region);
});

test.each<[string, (stack: Stack) => unknown, string]>([
  [
    'a connection',
    (stack) => addBuild(stack, { source: sourceWith(connectionIn('us-gov-west-1', 'aws-us-gov')) }),
    '`connectionArn` ' + foreign(connectionIn('us-gov-west-1', 'aws-us-gov'), 'aws'),
  ],
  [
    'a fleet',
    (stack) => addBuild(stack, { fleet: Fleet.fromFleetArn(stack, 'Fleet', fleetArn('aws-cn', 'cn-north-1')) }),
    '`fleet` ' + foreign(fleetArn('aws-cn', 'cn-north-1'), 'aws'),
  ],
  [
    'the key of a build',
    (stack) => addBuild(stack, { encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn) }),
    '`encryptionKey` ' + foreign(keyArn, 'aws'),
  ],
  [
    'the key of a secret',
    (stack) =>
      addBuild(stack, {
        secrets: {
          npm: BuildSecret.fromSsmParameter(StringParameter.fromStringParameterName(stack, 'Npm', '/npm'), {
            encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn),
          }),
        },
      }),
    '`secrets.npm` ' + foreign(keyArn, 'aws'),
  ],
  [
    'a topic for failures',
    (stack) => addBuild(stack).notifyOnBuildFailed('Failed', Topic.fromTopicArn(stack, 'Topic', topicArn)),
    '`topic` ' + foreign(topicArn, 'aws'),
  ],
  [
    'the key of a promotion',
    (stack) => addPromotion(stack, { encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn) }),
    '`encryptionKey` ' + foreign(keyArn, 'aws'),
  ],
  ...(['notificationTopic', 'alarmTopic'] as const).map((prop): [string, (stack: Stack) => unknown, string] => [
    prop,
    (stack) => addPromotion(stack, { [prop]: Topic.fromTopicArn(stack, 'Topic', topicArn) }),
    `\`${prop}\` ${foreign(topicArn, 'aws')}`,
  ]),
  [
    'the topic of approvals',
    (stack) => addPromotion(stack, { approval: { topic: Topic.fromTopicArn(stack, 'Topic', topicArn) } }),
    '`approval.topic` ' + foreign(topicArn, 'aws'),
  ],
])('fails when %s is in another partition than the stack', (_, add, message) => {
  expect(() => add(stackIn('us-east-1'))).toThrow(new Error(message));
});

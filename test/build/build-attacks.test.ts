import { type App, Stack } from 'aws-cdk-lib';
import { type CfnProject, DockerServerComputeType } from 'aws-cdk-lib/aws-codebuild';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ArnPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Finding } from '../../lib/review/rules/finding';
import { findAll } from '../../lib/review/rules/all-rules';
import { buildGraph } from '../../lib/review/templates/build-graph';
import { addAllPacks } from '../nag-packs';
import {
  account,
  env,
  newApp,
  newStack,
  onlyProperties,
  type Properties,
  region,
  resourcesOf,
  templateOf,
} from '../synthesis';
import { addProject, projectType, projectWith, statementsWith } from './build-project';

/** Returns the findings of the review for a stack. */
function findingsIn(stack: Stack): Finding[] {
  const body = templateOf(stack).toJSON() as unknown;
  const env = { partition: 'aws', account, region };
  return findAll(buildGraph([{ name: 'Stack', file: 'Stack.template.json', body, env }]));
}

const idsIn = (stack: Stack) => findingsIn(stack).map(({ id }) => id);

/** A stack with everything that the operations of a project can have. */
function wholeStack(app: App = newApp()): Stack {
  const stack = new Stack(app, 'Stack', { env });
  const group = SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1');
  addProject(stack, {
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['eu-west-1a'],
      privateSubnetIds: ['subnet-1'],
    }),
    securityGroups: [group],
    dockerServer: { computeType: DockerServerComputeType.SMALL, securityGroups: [group] },
    autoRetryLimit: 2,
    imageParameter: new StringParameter(stack, 'Image', { stringValue: 'none yet' }),
    encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
  });
  return stack;
}

test('no pack of cdk-nag finds anything in a project with all operations, nor does the review', () => {
  const app = newApp();
  addAllPacks(app);
  const stack = wholeStack(app);
  expect(idsIn(stack)).toEqual([]);
  expect(() => app.synth()).not.toThrow();
});

test('B6: only webhooks start builds, and the review reports other principals that a template allows', () => {
  expect(JSON.stringify(statementsWith({ autoRetryLimit: 1 }))).not.toContain('codebuild:Start');
  const stack = wholeStack();
  const outside = new Role(stack, 'Outside', { assumedBy: new ArnPrincipal('arn:aws:iam::999999999999:role/ci') });
  const projectArn = `arn:aws:codebuild:${region}:${account}:project/service-build`;
  outside.addToPolicy(new PolicyStatement({ actions: ['codebuild:StartBuildBatch'], resources: [projectArn] }));
  expect(idsIn(stack)).toContain('build-started-from-outside');
});

test('B8: a privileged project builds no pull requests, and with a Docker server no project is privileged', () => {
  const { Environment: alone, Triggers: triggers } = projectWith() as { Environment: Properties; Triggers?: unknown };
  expect([alone.PrivilegedMode, JSON.stringify(triggers ?? '').includes('PULL_REQUEST')]).toEqual([true, false]);
  const { Environment: served } = onlyProperties(wholeStack(), projectType) as { Environment: Properties };
  expect(served.PrivilegedMode).toBe(false);
});

test('B12: each role of a project is for its service, for this account and one resource only', () => {
  const stack = newStack();
  const topic = Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:${account}:builds`);
  addProject(stack).notifyOnBuildFailed('Failed', topic);
  expect(resourcesOf(stack, 'AWS::IAM::Role')).toHaveLength(2);
  expect(idsIn(stack)).not.toContain('role-trusts-service-without-source');
  const open = newStack();
  new Role(open, 'Open', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') });
  expect(idsIn(open)).toContain('role-trusts-service-without-source');
});

test.each([
  ['build-public', { Visibility: 'PUBLIC_READ' }],
  ['build-badge', { BadgeEnabled: true }],
])('B13: a project does not publish its builds, and the review reports %s if a template has it', (id, property) => {
  const stack = newStack();
  addProject(stack);
  expect(idsIn(stack)).not.toContain(id);
  const changed = newStack();
  const resource = addProject(changed).project.node.defaultChild as CfnProject;
  for (const [path, value] of Object.entries(property)) resource.addPropertyOverride(path, value);
  expect(idsIn(changed)).toContain(id);
});

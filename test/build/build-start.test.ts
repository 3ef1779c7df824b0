import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { ImageSource } from '../../lib/build/source/image-source';
import { addAllPacks } from '../nag-packs';
import { account, env, newApp, newStack, onlyProperties, type Properties, region, resourcesOf } from '../synthesis';
import { addProject } from './build-project';

const stack = withStart(newStack());
const rule = onlyProperties(stack, 'AWS::Events::Rule');
const ruleArn = `arn:aws:events:${region}:${account}:rule/${rule.Name as string}`;

/** A project that pushes to CodeCommit start. */
function withStart(made: Stack): Stack {
  const repository = Repository.fromRepositoryName(made, 'Code', 'app');
  addProject(made, { source: ImageSource.codeCommit(repository, { branches: ['main'] }) });
  return made;
}

/** The role that the rule has, which alone is trusted with events. */
function startRole(): Properties {
  const roles = resourcesOf(stack, 'AWS::IAM::Role').map(({ Properties: properties }) => properties);
  const [role, ...others] = roles.filter((one) => JSON.stringify(one).includes('events.amazonaws.com'));
  expect(others).toEqual([]);
  return role ?? {};
}

test('the rule may start this project and nothing else', () => {
  const policies = resourcesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ Properties: properties }) => properties);
  const [starting, ...others] = policies.filter((policy) => JSON.stringify(policy).includes('StartBuild'));
  expect(others).toEqual([]);
  expect((starting?.PolicyDocument as Properties).Statement).toEqual([
    {
      Action: 'codebuild:StartBuild',
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^BuildProject/), 'Arn'] },
    },
  ]);
  expect(startRole().Policies).toBeUndefined();
});

test('EventBridge has the role for this rule only', () => {
  expect((startRole().AssumeRolePolicyDocument as Properties).Statement).toEqual([
    {
      Action: 'sts:AssumeRole',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnEquals: { 'aws:SourceArn': ruleArn },
      },
    },
  ]);
});

test('a failed start stays for two weeks in a queue that only this rule may write to', () => {
  const queue = onlyProperties(stack, 'AWS::SQS::Queue');
  expect(queue).toEqual({ MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true });
  const [target] = rule.Targets as Properties[];
  expect(target?.DeadLetterConfig).toEqual({ Arn: { 'Fn::GetAtt': [expect.any(String), 'Arn'] } });
  const { PolicyDocument: document } = onlyProperties(stack, 'AWS::SQS::QueuePolicy');
  const allowed = ((document as Properties).Statement as Properties[]).filter(
    ({ Effect: effect }) => effect === 'Allow',
  );
  expect(allowed).toEqual([
    expect.objectContaining({
      Action: 'sqs:SendMessage',
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': ruleArn } },
    }),
  ]);
});

test('no pack of cdk-nag finds anything', () => {
  const app = newApp();
  addAllPacks(app);
  withStart(new Stack(app, 'Stack', { env }));
  expect(() => app.synth()).not.toThrow();
});

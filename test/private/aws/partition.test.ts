import { Aws, Stack } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { connectionArnRule } from '../../../lib/private/aws/connection-arn';
import { fleetArnRule } from '../../../lib/private/aws/fleet-arn';
import { kmsKeyArnRule } from '../../../lib/private/aws/kms-key-arn';
import { otherPartitionProblem, partitionForm, partitionOf } from '../../../lib/private/aws/partition';
import { sourceArnRule } from '../../../lib/private/aws/source-arn';
import { topicArnRule } from '../../../lib/private/aws/topic-arn';
import { quote } from '../../../lib/private/validation/validation';
import { account, newApp, newOpenStack, newStack } from '../../synthesis';

test.each(RegionInfo.regions.map(({ name, partition }) => [name, partition]))('%s is in %s', (region, partition) => {
  expect(partitionOf(newStack({ env: { account, region } }))).toBe(partition);
});

test('is the partition of CDK if the name of the Region is not known', () => {
  const stack = newStack({ env: { account, region: 'xx-nowhere-1' } });
  expect(partitionOf(stack)).toBe(stack.partition);
});

test('is known at deployment if the Region is', () => {
  const stack = newOpenStack();
  expect(stack.resolve(partitionOf(stack))).toEqual({ Ref: 'AWS::Partition' });
});

test('is text without a feature flag of CDK, if the Region is known', () => {
  const stack = new Stack(newApp({ context: {} }), 'Stack', { env: { account, region: 'eu-west-1' } });
  expect(partitionOf(stack)).toBe('aws');
});

test('the form of a name is that of every partition that CDK knows, and of no other', () => {
  const form = new RegExp(`^${partitionForm}$`);
  for (const partition of new Set(RegionInfo.regions.map(({ partition }) => partition))) {
    expect(partition).toMatch(form);
  }
  for (const other of ['', 'aws-', 'aws-evil', 'aws-iso-', 'awscn', 'AWS', 'a']) expect(other).not.toMatch(form);
});

test.each([
  ['an ARN of the partition', 'arn:aws-cn:iam::111122223333:role/ci', 'aws-cn'],
  ['an ARN where the partition is open', 'arn:aws:iam::111122223333:role/ci', Aws.PARTITION],
  ['an ARN whose partition is open', `arn:${Aws.PARTITION}:iam::111122223333:role/ci`, 'aws-cn'],
  ['a token', Aws.STACK_ID, 'aws-cn'],
])('takes %s', (_, arn, partition) => {
  expect(otherPartitionProblem(arn, partition)).toBeUndefined();
});

test('fails when an ARN is of another partition', () => {
  expect(otherPartitionProblem('arn:aws:iam::111122223333:role/ci', 'aws-cn')).toBe(
    "must be in the repository's partition, 'aws-cn', got 'arn:aws:iam::111122223333:role/ci'. A policy cannot name " +
      'principals of another partition.',
  );
});

const uuid = '11111111-2222-3333-4444-555555555555';

test.each([
  ['a connection', connectionArnRule, `codeconnections:cn-north-1:111122223333:connection/${uuid}`],
  ['a fleet', fleetArnRule, `codebuild:cn-north-1:111122223333:fleet/large:${uuid}`],
  ['a key', kmsKeyArnRule, `kms:cn-north-1:111122223333:key/${uuid}`],
  ['the source of a service', sourceArnRule, 'sagemaker:cn-north-1:111122223333:model/*'],
  ['a topic', topicArnRule, 'sns:cn-north-1:111122223333:builds'],
])('fails when the ARN of %s has a Region of another partition', (_, rule, rest) => {
  expect(rule(`arn:aws:${rest}`)).toBe(
    `must start with 'arn:aws-cn:', because Region 'cn-north-1' is in that partition, got ${quote(`arn:aws:${rest}`)}`,
  );
  expect(rule(`arn:aws-cn:${rest}`)).toBeUndefined();
});

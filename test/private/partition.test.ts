import { Stack } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOf } from '../../lib/private/partition';
import { account, newApp, newOpenStack, newStack } from '../synthesis';

test.each(RegionInfo.regions.map(({ name, partition }) => [name, partition]))('%s is in %s', (region, partition) => {
  expect(partitionOf(newStack({ env: { account, region } }))).toBe(partition);
});

test('is what CDK itself says where the name tells nothing', () => {
  const stack = newStack({ env: { account, region: 'xx-nowhere-1' } });
  expect(partitionOf(stack)).toBe(stack.partition);
});

test('is open where the Region is', () => {
  const stack = newOpenStack();
  expect(stack.resolve(partitionOf(stack))).toEqual({ Ref: 'AWS::Partition' });
});

test('is open where the app does not ask for literals', () => {
  const stack = new Stack(newApp({ context: {} }), 'Stack', { env: { account, region: 'eu-west-1' } });
  expect(stack.resolve(partitionOf(stack))).toEqual({ Ref: 'AWS::Partition' });
});

import { type Stack } from 'aws-cdk-lib';
import { partitionOfRegion } from '../aws/region-partition';
import { isMapping } from '../values/mapping';

/**
 * A value as the template has it, with the partition as text if the Region shows it. Without its feature flag, CDK writes
 * `AWS::Partition`, which has 3 characters in `aws` and 10 in `aws-us-gov`.
 */
export function resolvedValue(stack: Stack, value: unknown): unknown {
  const resolved: unknown = stack.resolve(value);
  const partition = partitionOfRegion(stack.region);
  return partition === undefined ? resolved : withPartition(resolved, partition);
}

function withPartition(value: unknown, partition: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withPartition(one, partition));
  if (!isMapping(value)) return value;
  if (value.Ref === 'AWS::Partition') return partition;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withPartition(one, partition)]));
}

import { Stack } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { partitionOfRegion } from './region-partition';

/** The id of the warning that a default is on the internet. */
export const unreachableId = 'cdk-ecr-publishing:UnreachableFromRegion';

/**
 * The problem with hosts on the internet in the Region of a construct, such as `in China may not reach`. Undefined if no
 * problem is known.
 */
export function internetProblem(scope: IConstruct): string | undefined {
  const { region } = Stack.of(scope);
  const partition = partitionOfRegion(region) ?? '';
  if (partition === 'aws-cn') return 'in China may not reach';
  return partition.startsWith('aws-iso') ? `in ${region} cannot reach` : undefined;
}

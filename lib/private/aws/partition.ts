import { Aws, type Stack, Token } from 'aws-cdk-lib';
import { partitionNames, partitionOfRegion } from './region-partition';
import { type Problem, quote } from '../validation/validation';

/** The names of all partitions, as part of a regular expression. */
export const partitionForm = `(?:${partitionNames.join('|')})`;

const known = new WeakMap<Stack, string>();

/**
 * The partition of a stack, like `stack.partition`. It does not load the facts of all Regions (0.1 s) if the name of the
 * Region shows the partition.
 */
export function partitionOf(stack: Stack): string {
  const partition = known.get(stack) ?? findPartition(stack);
  known.set(stack, partition);
  return partition;
}

function findPartition(stack: Stack): string {
  if (Token.isUnresolved(stack.region)) return Aws.PARTITION;
  return partitionOfRegion(stack.region) ?? stack.partition;
}

/** An ARN in another partition than the repository, which cannot grant access to it. Tokens pass. */
export function otherPartitionProblem(arn: string, partition: string): Problem {
  const [, its] = /^arn:([a-z-]+):/.exec(arn) ?? [];
  return its === undefined || its === partition || Token.isUnresolved(partition)
    ? undefined
    : `must be in the repository's partition, ${quote(partition)}, got ${quote(arn)}. A policy cannot name principals of another partition.`;
}

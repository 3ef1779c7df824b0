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

/** The partition that an ARN names. Undefined for a token, and for text that is not an ARN. */
export function arnPartition(text: string): string | undefined {
  return /^arn:([a-z-]+):/.exec(text)?.[1];
}

/** A resource in another partition than the stack that uses it. Tokens pass. */
export function foreignArnProblem(arn: string, stack: Stack): Problem {
  const [ours, theirs] = [partitionOf(stack), arnPartition(arn)];
  return theirs === undefined || theirs === ours || Token.isUnresolved(ours)
    ? undefined
    : `must be in partition ${quote(ours)}, as its stack is, got ${quote(arn)}. AWS connects nothing across partitions.`;
}

/** An ARN whose partition does not have its Region. */
export function mismatchedPartitionProblem(arn: string): Problem {
  const [, partition, , region = ''] = arn.split(':', 4);
  const required = partitionOfRegion(region);
  return required === undefined || required === partition
    ? undefined
    : `must start with 'arn:${required}:', because Region ${quote(region)} is in that partition, got ${quote(arn)}`;
}

/** An ARN in another partition than the repository, which cannot grant access to it. Tokens pass. */
export function otherPartitionProblem(arn: string, partition: string): Problem {
  const its = arnPartition(arn);
  return its === undefined || its === partition || Token.isUnresolved(partition)
    ? undefined
    : `must be in the repository's partition, ${quote(partition)}, got ${quote(arn)}. A policy cannot name principals of another partition.`;
}

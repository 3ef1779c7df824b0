import { Aws, FeatureFlags, type Stack, Token } from 'aws-cdk-lib';

/** The partitions by what their Regions' names start with. */
const partitions: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^eusc-/, 'aws-eusc'],
  [/^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d+$/, 'aws'],
];

const known = new WeakMap<Stack, string>();

/**
 * The partition of a stack, like `stack.partition`, but without loading the facts of all Regions (0.1 s) where the
 * Region's name tells.
 */
export function partitionOf(stack: Stack): string {
  const partition = known.get(stack) ?? findPartition(stack);
  known.set(stack, partition);
  return partition;
}

function findPartition(stack: Stack): string {
  const literal = FeatureFlags.of(stack).isEnabled('@aws-cdk/core:enablePartitionLiterals');
  if (!literal || Token.isUnresolved(stack.region)) return Aws.PARTITION;
  return partitions.find(([regions]) => regions.test(stack.region))?.[1] ?? stack.partition;
}

import { partitionOfRegion } from '../../private/aws/region-partition';
import { type DeployEnvironment } from './template-graph';
import { unresolved, literal } from '../texts/symbolic-text';

/** Whether two stacks are deployed to the same account and Region, as far as it is known. */
export function isSameEnvironment(one: DeployEnvironment, other: DeployEnvironment): boolean {
  return one.account === other.account && one.region === other.region;
}

/**
 * Returns the account, Region and partition of a template. Templates without a known account or Region share the same
 * unresolved values, because one user usually deploys them with one profile. Then their references to each other match.
 * A template with a prefix shares only the partition.
 */
export function knownEnvironment(
  { partition, account, region }: Partial<DeployEnvironment>,
  prefix = '',
): DeployEnvironment {
  const ofRegion = region === undefined ? undefined : partitionOfRegion(region);
  return {
    partition: literalOr(partition ?? ofRegion, 'AWS::Partition'), // a stack set stays in its partition
    account: literalOr(account, `${prefix}AWS::AccountId`),
    region: literalOr(region, `${prefix}AWS::Region`),
  };
}

function literalOr(text: string | undefined, name: string): string {
  return text === undefined ? unresolved(name) : literal(text);
}

import { partitionOfRegion } from '../../private/aws/region-partition';
import { type DeployEnvironment } from './template-graph';
import { unresolved, literal } from '../texts/symbolic-text';

/** Whether two stacks go to the same account and Region, as far as known. */
export function isSameEnvironment(one: DeployEnvironment, other: DeployEnvironment): boolean {
  return one.account === other.account && one.region === other.region;
}

/**
 * The place of a template, of the parts that are known. Templates that leave their account or Region open share these
 * unresolved values: one user deploys them with one profile, and what refers to each other by them fits together then.
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

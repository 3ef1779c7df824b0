import { partitionOfRegion } from '../../private/aws/region-partition';
import { type Place } from './template-graph';
import { hole, literal } from '../texts/symbolic-text';

/** Whether two stacks go to the same account and Region, as far as known. */
export function isSamePlace(one: Place, other: Place): boolean {
  return one.account === other.account && one.region === other.region;
}

/**
 * The place of a template, of the parts that are known. Templates that leave their account or Region open share these
 * unresolved values: one user deploys them with one profile, and what refers to each other by them fits together then.
 * A template with a prefix shares only the partition.
 */
export function knownPlace({ partition, account, region }: Partial<Place>, prefix = ''): Place {
  const ofRegion = region === undefined ? undefined : partitionOfRegion(region);
  return {
    partition: literalOr(partition ?? ofRegion, 'AWS::Partition'), // a stack set stays in its partition
    account: literalOr(account, `${prefix}AWS::AccountId`),
    region: literalOr(region, `${prefix}AWS::Region`),
  };
}

function literalOr(text: string | undefined, name: string): string {
  return text === undefined ? hole(name) : literal(text);
}

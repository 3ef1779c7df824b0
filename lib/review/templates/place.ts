import { partitionOfRegion } from '../../private/region-partition';
import { type Place } from '../template-graph';
import { hole, literal } from '../texts/symbolic-text';

/** Whether two stacks go to the same account and Region, as far as known. */
export function isSamePlace(one: Place, other: Place): boolean {
  return one.account === other.account && one.region === other.region;
}

/**
 * The place of a template, of the parts that are known. Templates that leave their account or Region open share these
 * unresolved values: one user deploys them with one profile, and what refers to each other by them fits together then.
 */
export function knownPlace({ partition, account, region }: Partial<Place>): Place {
  const ofRegion = region === undefined ? undefined : partitionOfRegion(region);
  return {
    partition: literalOr(partition ?? ofRegion, 'AWS::Partition'),
    account: literalOr(account, 'AWS::AccountId'),
    region: literalOr(region, 'AWS::Region'),
  };
}

function literalOr(text: string | undefined, name: string): string {
  return text === undefined ? hole(name) : literal(text);
}

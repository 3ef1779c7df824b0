import { type Place } from '../template-graph';

/** Whether two stacks go to the same account and Region, as far as known. */
export function isSamePlace(one: Place, other: Place): boolean {
  return one.account === other.account && one.region === other.region;
}

import { type EnvironmentConfig } from '../schema';

/**
 * The environment with what exists once in an account: the identity providers and the roles. It is the one with `home`, or
 * else the first one by name, so that the order of the file does not matter.
 */
export function homeOf<T extends { readonly config: Candidate }>(ofAccount: readonly [T, ...T[]]): T {
  return ofAccount.reduce((home, one) => (isBefore(one.config, home.config) ? one : home));
}

type Candidate = Pick<EnvironmentConfig, 'name' | 'home'>;

function isBefore(one: Candidate, other: Candidate): boolean {
  const [isHome, otherIsHome] = [one.home ?? false, other.home ?? false];
  return isHome === otherIsHome ? one.name < other.name : isHome;
}

import { pullActions, pushActions, readActions } from '../../private/aws/ecr-actions';
import { type ConditionalPrincipal, type PolicyEntry, type RepositoryEnvironment } from '../policy-entry';

/** The kinds of access that a repository policy grants to consumers. */
export type Use = 'pull' | 'push' | 'read';

type EntriesIn = (env: RepositoryEnvironment) => PolicyEntry[];

/** The access that can be granted to a consumer: the policy entries of each use. A use without entries is refused. */
export interface ConsumerGrants extends Readonly<Partial<Record<Use, EntriesIn>>> {
  /** The consumer's kind, as messages name it. */
  readonly name: string;
}

const actionsOf = { pull: pullActions, push: pushActions, read: readActions };

/** Principals of one account, which can be trusted to push. */
export function principalGrants(principal: (env: RepositoryEnvironment) => ConditionalPrincipal): ConsumerGrants {
  const entries = (use: Use) => (env: RepositoryEnvironment) => [grantEntry(use, principal(env))];
  return { name: 'a principal', pull: entries('pull'), push: entries('push'), read: entries('read') };
}

/** More principals than one team can know: they must not push. */
export function manyPrincipalsGrants(
  name: string,
  principals: (env: RepositoryEnvironment) => ConditionalPrincipal,
): ConsumerGrants {
  const { pull, read } = principalGrants(principals);
  return { name, ...(pull && { pull }), ...(read && { read }) };
}

/** One principal that gets one use. */
export function grantEntry(use: Use, principal: ConditionalPrincipal): PolicyEntry {
  return { actions: actionsOf[use], ...principal };
}

import { operationNeeds } from './operations';
import { hasHoles } from '../texts/symbolic-text';
import { type IdentityNode, type RepositoryNode, type Statement } from '../template-graph';
import { matchesPattern } from '../texts/wildcard-match';

const actions = operationNeeds.flatMap((needs) => needs.actions);

/**
 * The repositories that an identity's own policies may reach: nobody has to ask for the others. Plain ARNs are looked
 * up; only patterns are held against every repository.
 */
export function reachOf(identity: IdentityNode, repositories: readonly RepositoryNode[]): Set<RepositoryNode> {
  if (identity.unknownPolicies.length > 0) return new Set(repositories);
  const byArn = indexOf(repositories);
  const reached = new Set<RepositoryNode>();
  for (const statement of identity.policies.filter(mayConcernRepositories)) {
    for (const resource of resourcesOf(statement)) {
      const plain = !/[*?]/.test(resource) && !hasHoles(resource);
      const found = plain ? [...(byArn.plain.get(resource) ?? []), ...byArn.open] : repositories;
      for (const repository of found) {
        if (!reached.has(repository) && matchesPattern(resource, repository.arn) !== 'no') reached.add(repository);
      }
    }
  }
  return reached;
}

interface ArnIndex {
  readonly plain: ReadonlyMap<string, readonly RepositoryNode[]>;
  /** Repositories whose ARN has holes. */
  readonly open: readonly RepositoryNode[];
}

const indexes = new WeakMap<readonly RepositoryNode[], ArnIndex>();

function indexOf(repositories: readonly RepositoryNode[]): ArnIndex {
  const known = indexes.get(repositories);
  if (known) return known;
  const plain = new Map<string, RepositoryNode[]>();
  for (const repository of repositories) plain.set(repository.arn, [...(plain.get(repository.arn) ?? []), repository]);
  const index = { plain, open: repositories.filter(({ arn }) => hasHoles(arn)) };
  indexes.set(repositories, index);
  return index;
}

/** A statement that says what it is not about may be about anything. */
function resourcesOf(statement: Statement): readonly string[] {
  return statement.unreadable === undefined ? (statement.resources ?? ['*']) : ['*'];
}

function mayConcernRepositories(statement: Statement): boolean {
  if (statement.effect === 'Deny') return false;
  if (statement.unreadable !== undefined || !statement.actions) return true;
  return statement.actions.some(
    (pattern) => hasHoles(pattern) || actions.some((action) => covers(pattern.toLowerCase(), action.toLowerCase())),
  );
}

function covers(pattern: string, action: string): boolean {
  return matchesPattern(pattern, action) !== 'no';
}

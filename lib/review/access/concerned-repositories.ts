import { filled } from '../evaluation/policy-variables';
import { hasHoles } from '../texts/symbolic-text';
import { type IdentityNode, type RepositoryNode, type Statement } from '../template-graph';
import { matchesPattern } from '../texts/wildcard-match';
import { operationNeeds } from './operations';
import { PolicyIndex } from './policy-index';
import { type RepositoryIndex } from './repository-index';
import { identityContext } from './request-context';

/** The repositories that an identity's own policies, or the repositories' policies, may let it use: no other is asked. */
export function concernedRepositories(identity: IdentityNode, index: RepositoryIndex): readonly RepositoryNode[] {
  if (identity.unknownPolicies.length > 0) return index.repositories;
  const context = identityContext(identity);
  const found = new Set<RepositoryNode>();
  for (const statement of identity.policies.filter(mayAllowImages)) {
    for (const pattern of patternsOf(statement)) {
      const value = filled(pattern, context);
      if (value.pattern === '*') return index.repositories;
      if (!value.void) for (const repository of index.matching(value.pattern).keys()) found.add(repository);
    }
  }
  return index.repositories.filter(
    (repository) => found.has(repository) || PolicyIndex.of(repository).concerning(identity).grants,
  );
}

/** A statement that says what it is not about may be about anything. */
function patternsOf({ resources = ['*'], unreadable }: Statement): readonly string[] {
  return unreadable === undefined ? resources : ['*'];
}

const actions = operationNeeds.flatMap((needs) => needs.actions).map((action) => action.toLowerCase());

/** Whether a statement may allow one of the actions that operations on images need. */
export function mayAllowImages({ effect, actions: patterns, unreadable }: Statement): boolean {
  if (effect === 'Deny') return false;
  if (unreadable !== undefined || !patterns) return true;
  return patterns.some(mayBeImageAction);
}

const known = new Map<string, boolean>();

function mayBeImageAction(pattern: string): boolean {
  const lower = pattern.toLowerCase();
  if (hasHoles(lower) || lower.length > 100) return actions.some((action) => matchesPattern(lower, action) !== 'no');
  const answer = known.get(lower) ?? actions.some((action) => matchesPattern(lower, action) !== 'no');
  if (known.size < 10_000) known.set(lower, answer);
  return answer;
}

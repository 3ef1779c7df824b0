import { hasUnresolved } from '../texts/symbolic-text';
import { type Statement } from '../templates/template-graph';
import { matchesPattern } from '../texts/wildcard-match';
import { operationNeeds, publicNeeds } from './operations';
import { registryNeeds } from './registry-ways';

const actions = [...operationNeeds, ...registryNeeds, ...publicNeeds]
  .flatMap((needs) => needs.actions)
  .map((action) => action.toLowerCase());

/** Whether a statement may allow an action that an operation needs. */
export function mayAllowImages({ effect, actions: patterns, unreadable }: Statement): boolean {
  if (effect === 'Deny') return false;
  if (unreadable !== undefined || !patterns) return true;
  return patterns.some(mayBeImageAction);
}

function mayBeImageAction(pattern: string): boolean {
  const lower = pattern.toLowerCase();
  if (!/^ecr(-public)?:|[*?]/.test(lower) && !hasUnresolved(lower)) return false;
  return actions.some((action) => matchesPattern(lower, action) !== 'no');
}

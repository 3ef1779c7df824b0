import { type Statement } from '../templates/template-graph';
import { matchesPattern } from '../texts/wildcard-match';

/** Whether a statement is surely about an action; one that could not be read is about none. */
export function isAbout(statement: Statement, action: string): boolean {
  const { actions, notActions, unreadable } = statement;
  if (unreadable !== undefined) return false;
  const asked = action.toLowerCase();
  if (actions) return actions.some((pattern) => matchesPattern(pattern.toLowerCase(), asked) === 'yes');
  if (notActions) return notActions.every((pattern) => matchesPattern(pattern.toLowerCase(), asked) === 'no');
  return false;
}

export function allows(statement: Statement, action: string): boolean {
  return statement.effect === 'Allow' && isAbout(statement, action);
}

/** Those of some actions that a statement is about. */
export function actionsAmong(statement: Statement, actions: readonly string[]): string[] {
  return actions.filter((action) => isAbout(statement, action));
}

/** Whether a statement is about something because it says so, and not by `*` or `ecr:*` alone. */
export function namesAction({ actions = [] }: Statement, action: string): boolean {
  return actions.some((pattern) => pattern.toLowerCase() === action.toLowerCase());
}

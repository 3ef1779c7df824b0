import { type Statement } from '../templates/template-graph';
import { matchesPattern } from '../texts/wildcard-match';

/** Whether a statement is known to contain an action. An unreadable statement contains none. */
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

/** The given actions that a statement contains. */
export function actionsAmong(statement: Statement, actions: readonly string[]): string[] {
  return actions.filter((action) => isAbout(statement, action));
}

/** Whether a statement names an action explicitly, and not only by `*` or `ecr:*`. */
export function namesAction({ actions = [] }: Statement, action: string): boolean {
  return actions.some((pattern) => pattern.toLowerCase() === action.toLowerCase());
}

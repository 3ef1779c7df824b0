import { adminActions, loginAction, repositoryActions } from '../private/aws/ecr-actions';
import { knownParts, knownText, listOf } from '../private/validation/known-text';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem, quote } from '../private/validation/validation';
import { mayBeOwn, principalProblem } from './principal-problem';
import { pushProblem } from './push-problem';

/**
 * The problem with one resolved statement of a repository policy: ECR would reject it, or it would make the repository
 * public.
 *
 * @param account the account that owns the repository.
 */
export function statementProblem(statement: StatementJson, account: string): Problem {
  return (
    resourceProblem(statement) ??
    exclusionProblem(statement) ??
    actionProblem(statement) ??
    principalProblem(statement) ??
    adminProblem(statement, account) ??
    pushProblem(statement)
  );
}

function resourceProblem(statement: StatementJson): Problem {
  return statement.Resource === undefined && !('NotResource' in statement)
    ? undefined
    : 'must have no `Resource`. ECR rejects it in a repository policy, which always applies to its own repository.';
}

function exclusionProblem(statement: StatementJson): Problem {
  if (statement.Effect !== 'Allow') return undefined;
  if ('NotPrincipal' in statement)
    return 'must name the principals that it allows, got `NotPrincipal`. That would allow everyone else.';
  if ('NotAction' in statement)
    return 'must name the actions that it allows, got `NotAction`. That would allow every other action.';
  return undefined;
}

function actionProblem(statement: StatementJson): Problem {
  if (statement.Action === undefined && !('NotAction' in statement)) {
    return 'must have an action, got none. ECR rejects such a statement.';
  }
  for (const value of listOf(statement.Action)) {
    const action = knownText(value);
    if (action === undefined) {
      const part = knownParts(value);
      if (statement.Effect === 'Allow' && /[*?]/.test(part)) return wildcardProblem(part);
      continue;
    }
    const name = action.toLowerCase();
    if (name === loginAction.toLowerCase()) {
      return `must not have the action ${quote(action)}. ECR rejects it in a repository policy. Add it to the principal's own policy.`;
    }
    if (name === '*' && statement.Effect === 'Deny') continue;
    if (!name.startsWith('ecr:')) return `must have only ECR actions, got ${quote(action)}`;
    if (statement.Effect === 'Allow' && /[*?]/.test(action)) {
      return wildcardProblem(action);
    }
    if (!/[*?]/.test(action) && !known.has(name)) {
      return `must have only actions on a repository, got ${quote(action)}. ECR has no such action.`;
    }
  }
  return undefined;
}

function wildcardProblem(action: string): Problem {
  return `must name each action, got ${quote(action)}. A wildcard also allows to delete images and to change the policy.`;
}

const known = new Set(repositoryActions.map((action) => action.toLowerCase()));
const admin = new Set(adminActions.map((action) => action.toLowerCase()));

/** A principal that can delete images or change the policy controls the repository. Only the owner's account may have it. */
function adminProblem(statement: StatementJson, account: string): Problem {
  if (statement.Effect !== 'Allow' || mayBeOwn(statement, account)) return undefined;
  const found = listOf(statement.Action)
    .map(knownText)
    .find((action) => action !== undefined && admin.has(action.toLowerCase()));
  return found === undefined
    ? undefined
    : `must allow other accounts only to pull, push or read, got ${quote(found)}. Only a role of the account that owns ` +
        'the repository may delete images or change the repository.';
}

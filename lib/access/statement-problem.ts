import { adminActions, loginAction, repositoryActions } from '../private/aws/ecr-actions';
import { knownParts, knownText, listOf } from '../private/validation/known-text';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem, quote } from '../private/validation/validation';
import { mayBeOwn, principalProblem } from './principal-problem';

/**
 * What is wrong with one resolved statement of a repository policy: what ECR refuses, and what opens the repository.
 *
 * @param account the one that owns the repository.
 */
export function statementProblem(statement: StatementJson, account: string): Problem {
  return (
    resourceProblem(statement) ??
    exclusionProblem(statement) ??
    actionProblem(statement) ??
    principalProblem(statement) ??
    adminProblem(statement, account)
  );
}

function resourceProblem(statement: StatementJson): Problem {
  return statement.Resource === undefined && !('NotResource' in statement)
    ? undefined
    : 'must have no `Resource`; ECR refuses it in a repository policy, which is about one repository anyway';
}

function exclusionProblem(statement: StatementJson): Problem {
  if (statement.Effect !== 'Allow') return undefined;
  if ('NotPrincipal' in statement) return 'must name whom it allows, got `NotPrincipal`; that admits everybody else';
  if ('NotAction' in statement) return 'must name what it allows, got `NotAction`; that allows everything else';
  return undefined;
}

function actionProblem(statement: StatementJson): Problem {
  if (statement.Action === undefined && !('NotAction' in statement)) {
    return 'must name what it is about, got no action; ECR refuses such a statement';
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
      return `must not hold ${quote(action)}; ECR refuses it in a repository policy: give it to the principal's own policy`;
    }
    if (name === '*' && statement.Effect === 'Deny') continue;
    if (!name.startsWith('ecr:')) return `must hold ECR actions only, got ${quote(action)}`;
    if (statement.Effect === 'Allow' && /[*?]/.test(action)) {
      return wildcardProblem(action);
    }
    if (!/[*?]/.test(action) && !known.has(name)) {
      return `must hold actions on a repository, got ${quote(action)}; ECR has no such action`;
    }
  }
  return undefined;
}

function wildcardProblem(action: string): Problem {
  return `must name each action, got ${quote(action)}; a wildcard also allows to delete images and to change the policy`;
}

const known = new Set(repositoryActions.map((action) => action.toLowerCase()));
const admin = new Set(adminActions.map((action) => action.toLowerCase()));

/** Who may delete images or change the policy decides over the repository: that stays with the account that owns it. */
function adminProblem(statement: StatementJson, account: string): Problem {
  if (statement.Effect !== 'Allow' || mayBeOwn(statement, account)) return undefined;
  const found = listOf(statement.Action)
    .map(knownText)
    .find((action) => action !== undefined && admin.has(action.toLowerCase()));
  return found === undefined
    ? undefined
    : `must allow pulls, pushes or reads to other accounts, got ${quote(found)}; only the repository's own account ` +
        'may delete images or change the repository: give it to a role there';
}

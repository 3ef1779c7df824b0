import { loginAction } from '../private/ecr-actions';
import { knownText, listOf } from '../private/known-text';
import { type StatementJson } from '../private/policy-document';
import { type Problem, quote } from '../private/validation';
import { principalProblem } from './principal-problem';

/** What is wrong with one resolved statement of a repository policy: what ECR refuses, and what opens the repository. */
export function statementProblem(statement: StatementJson): Problem {
  return (
    resourceProblem(statement) ?? exclusionProblem(statement) ?? actionProblem(statement) ?? principalProblem(statement)
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
  for (const action of listOf(statement.Action).map(knownText)) {
    if (action === undefined) continue;
    const name = action.toLowerCase();
    if (name === loginAction.toLowerCase()) {
      return `must not hold ${quote(action)}; ECR refuses it in a repository policy: give it to the principal's own policy`;
    }
    if (name === '*' && statement.Effect === 'Deny') continue;
    if (!name.startsWith('ecr:')) return `must hold ECR actions only, got ${quote(action)}`;
    if (statement.Effect === 'Allow' && /[*?]/.test(action)) {
      return `must name each action, got ${quote(action)}; a wildcard also allows to delete images and to change the policy`;
    }
  }
  return undefined;
}

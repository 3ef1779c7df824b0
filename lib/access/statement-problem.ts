import { type StatementJson } from '../private/policy-document';
import { loginAction } from '../private/ecr-actions';
import { Token } from 'aws-cdk-lib';
import { type Problem, quote } from '../private/validation';

/** What is wrong with one statement of a repository policy: what ECR refuses, and what opens the repository. */
export function statementProblem(statement: StatementJson): Problem {
  return (
    resourceProblem(statement) ??
    exclusionProblem(statement) ??
    actionProblem(statement) ??
    everyoneProblem(statement) ??
    principalProblem(statement)
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
  for (const action of texts(statement.Action)) {
    const name = action.toLowerCase();
    if (name === loginAction.toLowerCase()) {
      return `must not hold '${action}'; ECR refuses it in a repository policy: give it to the principal's own policy`;
    }
    if (!name.startsWith('ecr:') && !Token.isUnresolved(action)) {
      return name === '*' && statement.Effect === 'Deny' ? undefined : `must hold ECR actions only, got '${action}'`;
    }
    if (statement.Effect === 'Allow' && /[*?]/.test(action)) {
      return `must name each action, got '${action}'; a wildcard also allows to delete images and to change the policy`;
    }
  }
  return undefined;
}

/** Conditions that limit `*` to an account or organization that is named. */
const boundingKeys = ['aws:principalorgid', 'aws:principalaccount', 'aws:principalorgpaths', 'aws:principalarn'];

function everyoneProblem(statement: StatementJson): Problem {
  if (statement.Effect !== 'Allow' || !isEveryone(statement.Principal) || isBounded(statement)) return undefined;
  return (
    "must not admit everybody, got the principal '*'; name accounts or roles, or an organization " +
    '(ImageConsumer.organization)'
  );
}

const principalForm = /^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:[\x21-\x7e]+)$/;

/** CDK makes `arn:aws:iam::*:root` and `arn:aws:iam::123:root` of what it is given; IAM takes neither. */
function principalProblem({ Principal: principal }: StatementJson): Problem {
  const { AWS: aws } = (typeof principal === 'object' ? (principal ?? {}) : {}) as { AWS?: unknown };
  const wrong = texts(aws).find(
    (value) => !Token.isUnresolved(value) && value !== '*' && (!principalForm.test(value) || /[*?]/.test(value)),
  );
  return wrong === undefined
    ? undefined
    : `must name accounts, roles or users, got the principal ${quote(wrong)}; IAM takes no wildcard and no half an ARN`;
}

function isEveryone(principal: unknown): boolean {
  if (principal === '*') return true;
  return typeof principal === 'object' && principal !== null && Object.values(principal).flat().includes('*');
}

/** Only operators that need the key to be there and to equal a value; a bare wildcard bounds nothing. */
function isBounded({ Condition = {} }: StatementJson): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike)$/i.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) =>
          boundingKeys.includes(key.toLowerCase()) && texts(values).every((value) => !/^[*?]|^o-[*?]/.test(value)),
      ),
  );
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

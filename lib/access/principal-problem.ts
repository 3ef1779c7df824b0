import { Token } from 'aws-cdk-lib';
import { knownParts, knownText, listOf } from '../private/validation/known-text';
import { partitionForm } from '../private/aws/partition';
import { type StatementJson } from '../private/aws/policy-document';
import { servicePrincipalForm } from '../private/aws/service-principal';
import { type Problem, quote } from '../private/validation/validation';
import {
  isRestrictedBy,
  isRestrictedTo,
  mentions,
  principalRestrictions,
  sourceRestrictions,
} from './restricting-condition';

/** The problem with the principals of a statement. */
export function principalProblem(statement: StatementJson): Problem {
  return (
    missingPrincipalProblem(statement) ??
    publicAccessProblem(statement) ??
    incompleteArnProblem(statement) ??
    principalKindProblem(statement) ??
    federatedProblem(statement) ??
    serviceProblem(statement)
  );
}

function missingPrincipalProblem(statement: StatementJson): Problem {
  return hasNoPrincipal(statement.Principal) && !('NotPrincipal' in statement)
    ? 'must name a principal, got none. ECR rejects such a statement.'
    : undefined;
}

/** CDK drops an empty text, so the principal can be empty. */
function hasNoPrincipal(principal: unknown): boolean {
  return typeof principal !== 'string' && Object.values(principals(principal)).flatMap(listOf).length === 0;
}

function publicAccessProblem(statement: StatementJson): Problem {
  if (statement.Effect !== 'Allow' || !isAnyone(statement.Principal)) return undefined;
  if (isRestrictedBy(principalRestrictions, statement.Condition)) return undefined;
  return (
    "must not allow access to everyone, got the principal '*'. Name accounts or roles, or an organization " +
    '(ImageConsumer.organization).'
  );
}

function isAnyone(principal: unknown): boolean {
  return principal === '*' || Object.values(principals(principal)).flatMap(listOf).includes('*');
}

const principalForm = new RegExp(`^(\\d{12}|arn:${partitionForm}:(iam|sts)::\\d{12}:[\\x21-\\x7e]+)$`);

/** The kinds of principals that a policy can name. A session belongs to STS. */
const principalKind =
  /^(\d{12}|[^:]*:[^:]*:(iam::\d{12}:(root$|(role|user)\/.)|sts::\d{12}:(assumed-role\/[^/]+\/.|federated-user\/.)).*)$/;

/** An IAM ARN that is no principal, such as a group, or a session with the service `iam`. */
function principalKindProblem({ Principal }: StatementJson): Problem {
  const wrong = listOf(principals(Principal).AWS)
    .map(knownText)
    .find((text) => text !== undefined && text !== '*' && !principalKind.test(text));
  return wrong === undefined
    ? undefined
    : `must name accounts, roles or users, got ${quote(wrong)}. Use an ARN such as 'arn:aws:iam::111122223333:role/name'.` +
        (wrong.includes(':assumed-role/') ? ' Name the role, not one of its sessions.' : '');
}

/** CDK can write `arn:aws:iam::*:root` and `arn:aws:iam::123:root`. IAM does not accept them. */
function incompleteArnProblem({ Principal }: StatementJson): Problem {
  const wrong = listOf(principals(Principal).AWS).find(isIncompleteArn);
  return wrong === undefined
    ? undefined
    : `must name accounts, roles or users, got the principal ${quote(knownParts(wrong))}. IAM accepts no wildcard and ` +
        'no incomplete ARN.';
}

function isIncompleteArn(principal: unknown): boolean {
  const text = knownText(principal);
  return text !== '*' && (/[*?]/.test(knownParts(principal)) || (text !== undefined && !principalForm.test(text)));
}

/** A user with a token of an identity provider assumes a role, so the role is the principal that pulls. */
function federatedProblem({ Effect, Principal }: StatementJson): Problem {
  const [provider] = ['Federated', 'CanonicalUser'].filter((type) => type in principals(Principal));
  return provider === undefined || Effect !== 'Allow'
    ? undefined
    : `must name accounts, roles, users or services, got a ${provider} principal. Name the role that it assumes.`;
}

/** A service acts for a source. `restrictedToSource` restricts a statement that names one service and nothing else. */
function serviceProblem({ Effect, Principal, Condition }: StatementJson): Problem {
  const { Service, ...others } = principals(Principal);
  const services = listOf(Service).map(knownText);
  const unknown = services.find((service) => service !== undefined && !servicePrincipalForm.test(service));
  if (unknown !== undefined)
    return `must name an AWS service, got ${quote(unknown)}. Use a name such as 'lambda.amazonaws.com'.`;
  if (Effect !== 'Allow' || services.length === 0 || isRestrictedBy(sourceRestrictions, Condition)) return undefined;
  if (mentions(sourceRestrictions, Condition)) {
    return 'must restrict the service to a source, got a condition that any account meets. Name an account or an ARN.';
  }
  return services.length > 1 || Object.keys(others).length > 0
    ? 'must name one service and no other principal, got several principals. Add a statement for each of them.'
    : undefined;
}

/** Whether all principals of a statement may be in the account. Tokens may be. */
export function mayBeOwn({ Principal, Condition }: StatementJson, account: string): boolean {
  if (Token.isUnresolved(account)) return true;
  const { AWS, Service } = principals(Principal);
  if (Service !== undefined) return false;
  if (isAnyone(Principal)) return isRestrictedTo('aws:principalaccount', account, Condition);
  return listOf(AWS)
    .map(knownText)
    .every((value) => value === undefined || value === account || value.split(':')[4] === account);
}

function principals(principal: unknown): Record<string, unknown> {
  return typeof principal === 'object' && principal !== null ? (principal as Record<string, unknown>) : {};
}

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

/** What is wrong with whom a statement is about. */
export function principalProblem(statement: StatementJson): Problem {
  return (
    missingPrincipalProblem(statement) ??
    publicAccessProblem(statement) ??
    halfArnProblem(statement) ??
    federatedProblem(statement) ??
    serviceProblem(statement)
  );
}

function missingPrincipalProblem(statement: StatementJson): Problem {
  return hasNoPrincipal(statement.Principal) && !('NotPrincipal' in statement)
    ? 'must name a principal, got none; ECR refuses a statement about nobody'
    : undefined;
}

/** CDK leaves an empty text out, and what is left names nobody. */
function hasNoPrincipal(principal: unknown): boolean {
  return typeof principal !== 'string' && Object.values(principals(principal)).flatMap(listOf).length === 0;
}

function publicAccessProblem(statement: StatementJson): Problem {
  if (statement.Effect !== 'Allow' || !isAnyone(statement.Principal)) return undefined;
  if (isRestrictedBy(principalRestrictions, statement.Condition)) return undefined;
  return (
    "must not admit everybody, got the principal '*'; name accounts or roles, or an organization " +
    '(ImageConsumer.organization)'
  );
}

function isAnyone(principal: unknown): boolean {
  return principal === '*' || Object.values(principals(principal)).flatMap(listOf).includes('*');
}

const principalForm = new RegExp(`^(\\d{12}|arn:${partitionForm}:(iam|sts)::\\d{12}:[\\x21-\\x7e]+)$`);

/** CDK makes `arn:aws:iam::*:root` and `arn:aws:iam::123:root` of what it is given; IAM takes neither. */
function halfArnProblem({ Principal }: StatementJson): Problem {
  const wrong = listOf(principals(Principal).AWS).find(isHalfArn);
  return wrong === undefined
    ? undefined
    : `must name accounts, roles or users, got the principal ${quote(knownParts(wrong))}; IAM takes no wildcard and ` +
        'no half an ARN';
}

function isHalfArn(principal: unknown): boolean {
  const text = knownText(principal);
  return text !== '*' && (/[*?]/.test(knownParts(principal)) || (text !== undefined && !principalForm.test(text)));
}

/** Whoever comes by a token of an identity provider has assumed a role: the role is who asks. */
function federatedProblem({ Effect, Principal }: StatementJson): Problem {
  const [provider] = ['Federated', 'CanonicalUser'].filter((type) => type in principals(Principal));
  return provider === undefined || Effect !== 'Allow'
    ? undefined
    : `must name accounts, roles, users or services, got a ${provider} principal; name the role that it assumes`;
}

/** A service fetches on somebody's behalf; a statement about one alone is bound to whom, see `restrictedToSource`. */
function serviceProblem({ Effect, Principal, Condition }: StatementJson): Problem {
  const { Service, ...others } = principals(Principal);
  const services = listOf(Service).map(knownText);
  const unknown = services.find((service) => service !== undefined && !servicePrincipalForm.test(service));
  if (unknown !== undefined) return `must name an AWS service, got ${quote(unknown)}; like 'lambda.amazonaws.com'`;
  if (Effect !== 'Allow' || services.length === 0 || isRestrictedBy(sourceRestrictions, Condition)) return undefined;
  if (mentions(sourceRestrictions, Condition)) {
    return 'must bind the service to a source, got a condition that any account meets; name an account or an ARN';
  }
  return services.length > 1 || Object.keys(others).length > 0
    ? 'must admit one service alone, got several principals; add a statement for each: it is bound to this account'
    : undefined;
}

/** Whether all whom a statement is about are of the account, as far as synth knows; a token may be. */
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

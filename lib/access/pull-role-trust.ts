import { type IPrincipal, PrincipalWithConditions, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { listOf } from '../private/validation/known-text';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem } from '../private/validation/validation';
import { isRestrictedBy, principalRestrictions } from './restricting-condition';
import { principalProblem } from './principal-problem';

/** Services that say for which account they assume a role. EC2, for the nodes of a cluster, does not. */
const servicesWithSource = ['ecs-tasks.amazonaws.com', 'codebuild.amazonaws.com'];

/** The principal, bound to act for this account where it can be: a service acts for every account. */
export function restrictedToAccount(principal: IPrincipal, account: string): IPrincipal {
  return principal instanceof ServicePrincipal && servicesWithSource.includes(principal.service)
    ? new PrincipalWithConditions(principal, { StringEquals: { 'aws:SourceAccount': account } })
    : principal;
}

/** What is wrong with whom a role's resolved trust is in, statement by statement. */
export function pullTrustProblem(statements: readonly StatementJson[]): Problem {
  return statements.map(statementProblem).find((problem) => problem !== undefined);
}

function statementProblem(statement: StatementJson): Problem {
  const { Principal: principal, Condition: condition } = statement;
  const named = typeof principal === 'string' ? { AWS: principal } : (principal as Record<string, unknown>);
  if (listOf(named.AWS).includes('*') && !isRestrictedBy(principalRestrictions, condition)) {
    return "must not be everybody, got the principal '*'; name a service, an account or a role";
  }
  if (named.Federated !== undefined && condition === undefined) {
    return (
      'must be bound by conditions, got an identity provider without any; whoever it has vouched for could assume the ' +
      'role'
    );
  }
  return named.AWS === undefined ? undefined : principalProblem({ ...statement, Principal: { AWS: named.AWS } });
}

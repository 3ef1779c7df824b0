import { type IPrincipal, PrincipalWithConditions, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { listOf } from '../private/validation/known-text';
import { type StatementJson } from '../private/aws/policy-document';
import { type Problem } from '../private/validation/validation';
import { isRestrictedBy, principalRestrictions } from './restricting-condition';
import { principalProblem } from './principal-problem';

/** Services that send the account for which they assume a role. EC2, for the nodes of a cluster, does not. */
const servicesWithSource = ['ecs-tasks.amazonaws.com', 'codebuild.amazonaws.com'];

/** The principal, restricted to this account if it is a service that sends the account. A service acts for any account. */
export function restrictedToAccount(principal: IPrincipal, account: string): IPrincipal {
  return principal instanceof ServicePrincipal && servicesWithSource.includes(principal.service)
    ? new PrincipalWithConditions(principal, { StringEquals: { 'aws:SourceAccount': account } })
    : principal;
}

/** The problem with the principals in a role's resolved trust policy. */
export function pullTrustProblem(statements: readonly StatementJson[]): Problem {
  return statements.map(statementProblem).find((problem) => problem !== undefined);
}

function statementProblem(statement: StatementJson): Problem {
  const { Principal: principal, Condition: condition } = statement;
  const named = typeof principal === 'string' ? { AWS: principal } : (principal as Record<string, unknown>);
  if (listOf(named.AWS).includes('*') && !isRestrictedBy(principalRestrictions, condition)) {
    return "must not be any principal, got '*'. Name a service, an account or a role.";
  }
  if (named.Federated !== undefined && condition === undefined) {
    return (
      'must have conditions for an identity provider, got none. Anyone who has a token of the provider could assume the ' +
      'role.'
    );
  }
  return named.AWS === undefined ? undefined : principalProblem({ ...statement, Principal: { AWS: named.AWS } });
}

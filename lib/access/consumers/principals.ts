import { otherPartitionProblem } from '../../private/aws/partition';
import { refuseIf } from '../../private/validation/validation';
import { type ConditionalPrincipal, type PolicyCondition, type RepositoryEnvironment } from '../policy-entry';

/** Every principal of an account that has permission from the account itself. */
export function accountRoot({ partition }: RepositoryEnvironment, accountId: string): ConditionalPrincipal {
  return { principal: { type: 'AWS', value: `arn:${partition}:iam::${accountId}:root` } };
}

/** One role or user. Throws if the repository is in another partition. */
export function roleOrUser(path: string, { partition }: RepositoryEnvironment, arn: string): ConditionalPrincipal {
  refuseIf(path, otherPartitionProblem(arn, partition));
  return { principal: { type: 'AWS', value: arn } };
}

/** Any principal that meets the conditions. */
export function anyoneWith(...conditions: PolicyCondition[]): ConditionalPrincipal {
  return { principal: { type: 'AWS', value: '*' }, conditions };
}

/** A service, if the source that it acts for meets the conditions. */
export function serviceWith(name: string, ...conditions: PolicyCondition[]): ConditionalPrincipal {
  return { principal: { type: 'Service', value: name }, conditions };
}

export function equals(key: string, value: string): PolicyCondition {
  return { operator: 'StringEquals', key, value };
}

/** The principals of an organization. */
export function ofOrganization(organizationId: string): PolicyCondition {
  return equals('aws:PrincipalOrgID', organizationId);
}

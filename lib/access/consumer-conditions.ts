import { otherPartitionProblem } from '../private/aws/partition';
import { refuseIf } from '../private/validation/validation';
import { type PolicyCondition, type ConditionalPrincipal, type RepositoryEnvironment } from './policy-entry';

/** Every principal of an account that the account itself lets do so. */
export function accountRoot({ partition }: RepositoryEnvironment, accountId: string): ConditionalPrincipal {
  return { principal: { type: 'AWS', value: `arn:${partition}:iam::${accountId}:root` } };
}

/** One role or user. Throws where the repository is in another partition. */
export function principalWith(path: string, { partition }: RepositoryEnvironment, arn: string): ConditionalPrincipal {
  refuseIf(path, otherPartitionProblem(arn, partition));
  return { principal: { type: 'AWS', value: arn } };
}

/** Anybody whom the conditions let through. */
export function anyoneWith(...conditions: PolicyCondition[]): ConditionalPrincipal {
  return { principal: { type: 'AWS', value: '*' }, conditions };
}

/** A service, on behalf of whom the conditions name. */
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

/** The principals of an organizational unit and of all units below it. The key has a list of values, hence ForAnyValue. */
export function ofOrganizationalUnit(path: string): PolicyCondition {
  return {
    operator: 'ForAnyValue:StringLike',
    key: 'aws:PrincipalOrgPaths',
    value: path.endsWith('/') ? `${path}*` : `${path}/*`,
  };
}

/** The functions of an account, or of all accounts, in the Region of the repository. Lambda sends its name this way. */
export function forFunctionsOf({ partition, region }: RepositoryEnvironment, accountId: string): PolicyCondition {
  return {
    operator: 'StringLike',
    key: 'aws:sourceARN',
    value: `arn:${partition}:lambda:${region}:${accountId}:function:*`,
  };
}

/** What a service acts for. Throws where the repository is in another partition. */
export function ofSourceArn(path: string, { partition }: RepositoryEnvironment, arn: string): PolicyCondition {
  refuseIf(path, otherPartitionProblem(arn, partition));
  return { operator: 'ArnLike', key: 'aws:SourceArn', value: arn };
}

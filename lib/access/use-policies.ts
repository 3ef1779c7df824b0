import { ManagedPolicy, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { LoginPolicy } from '../private/constructs/login-policy';
import { type StatementJson } from '../private/aws/policy-document';

interface UsePoliciesProps {
  /** The ids of the policies start so. */
  readonly id: string;
  readonly description: string;
  readonly roles: readonly IRole[];
  /** One for each policy. */
  readonly statements: readonly StatementJson[];
  readonly managedPolicyName?: string;
}

/** Managed policies for roles: first that to log in by, then those to use repositories by. */
export function makeUsePolicies(scope: Construct, props: UsePoliciesProps): ManagedPolicy[] {
  const { id, description, statements, managedPolicyName } = props;
  const roles = [...props.roles];
  const named = (ending: string) => (managedPolicyName === undefined ? undefined : `${managedPolicyName}${ending}`);
  const login = new LoginPolicy(scope, 'Login', roles, named('-login'));
  const uses = statements.map((statement, index) => {
    const number = index === 0 ? '' : String(index + 1);
    return new ManagedPolicy(scope, `${id}${number}`, {
      managedPolicyName: named(number && `-${number}`),
      description,
      roles,
      statements: [PolicyStatement.fromJson(statement)],
    });
  });
  return [login.policy, ...uses];
}

/** The limit of IAM for the name of a managed policy, less the longest ending. */
export const mostNameCharacters = awsLimits.iam.managedPolicyNameCharacters - '-login'.length;

import { type Stack, Token } from 'aws-cdk-lib';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type Problem } from '../private/validation/validation';

/** A policy is attached to roles of its own account only. */
export function otherAccountProblem({ env, node }: IRole, stack: Stack, construct: string): Problem {
  const { account: theirs } = env;
  const { account: ours } = stack;
  if (theirs === ours || Token.isUnresolved(theirs) || Token.isUnresolved(ours)) return undefined;
  return (
    `must be of account ${ours}, got '${node.path}' of account ${theirs}; make an ${construct} in a stack of that ` +
    'account'
  );
}

/** CloudFormation takes no role twice, and one may be imported twice. */
export function distinctRoles(roles: readonly IRole[]): IRole[] {
  return [...new Map(roles.map((role) => [role.roleName, role])).values()];
}

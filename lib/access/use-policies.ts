import { type IResource, Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { managedPolicyNameRule } from '../private/aws/managed-policy-name';
import { LoginPolicy, type PolicyHolders } from '../private/constructs/login-policy';
import { type Problem, refuseIf, refuseOpenList, validate, validateList } from '../private/validation/validation';
import { arnFor, arnText } from './arn-in-other-account';
import { type RepositoryUse } from './repository-uses';
import { renderUsePolicy, useStatements } from './use-statements';

interface UsePoliciesProps extends PolicyHolders {
  readonly repositories: readonly IRepository[];
  readonly managedPolicyName?: string;
}

/** IAM's limit for the name of a managed policy, without the longest ending. */
const mostNameCharacters = awsLimits.iam.managedPolicyNameCharacters - '-login'.length;

/** Managed policies for identities of the scope's account: first the login policy, then those to use repositories. */
export function makeUsePolicies(
  scope: Construct,
  use: RepositoryUse,
  { repositories, managedPolicyName, roles = [], users = [], groups = [] }: UsePoliciesProps,
  ownRole?: IRole,
): ManagedPolicy[] {
  const stack = Stack.of(scope);
  const identities = [
    ...roles.map((role, index) => ({ path: `roles[${index}]`, identity: role, arn: role.roleArn })),
    ...users.map((user, index) => ({ path: `users[${index}]`, identity: user, arn: user.userArn })),
    ...groups.map((group, index) => ({ path: `groups[${index}]`, identity: group, arn: group.groupArn })),
  ];
  for (const { path, identity, arn } of identities) {
    refuseIf(path, otherAccountProblem(identity, arn, stack, use.construct));
  }
  if (managedPolicyName !== undefined) {
    validate('managedPolicyName', managedPolicyName, managedPolicyNameRule(mostNameCharacters));
  }
  const holders = { roles: ownRole ? [ownRole, ...roles] : roles, users, groups };
  return attachUses(scope, [{ use, repositories }], holders, managedPolicyName);
}

/** The login policy, then the policies of each use. Only repositories that are used so have one. */
export function attachUses(
  scope: Construct,
  uses: readonly { readonly use: RepositoryUse; readonly repositories: readonly IRepository[] }[],
  holders: Required<PolicyHolders>,
  managedPolicyName?: string,
): ManagedPolicy[] {
  const packed = uses.map(({ use, repositories }) => {
    refuseOpenList('repositories', repositories);
    validateList('repositories', repositories);
    const arns = repositories.map((one, index) => arnFor(Stack.of(scope), one, `repositories[${index}]`));
    return { use, statements: useStatements(use.action, arns) };
  });
  const attached = {
    roles: distinct(holders.roles, ({ roleName }) => roleName),
    users: distinct(holders.users, ({ userName }) => userName),
    groups: distinct(holders.groups, ({ groupName }) => groupName),
  };
  const named = (ending: string) => (managedPolicyName === undefined ? undefined : `${managedPolicyName}${ending}`);
  const login = new LoginPolicy(scope, 'Login', attached, named('-login'));
  const policies = packed.flatMap(({ use, statements }) =>
    statements.map((statement, index) => {
      const number = index === 0 ? '' : String(index + 1);
      return new ManagedPolicy(scope, `${use.id}${number}`, {
        managedPolicyName: named(number && `-${number}`),
        description: use.description,
        ...attached,
        statements: [PolicyStatement.fromJson(statement)],
      });
    }),
  );
  return [login.policy, ...policies];
}

/** The same permissions as JSON text, for an account that does not use CDK. */
export function renderPolicyText({ action }: RepositoryUse, repositories: readonly IRepository[]): string {
  validateList('repositories', repositories);
  const arns = repositories.map((repository, index) => arnText(repository, `repositories[${index}]`));
  return renderUsePolicy(action, arns);
}

/** A policy can only be attached to identities in the same account. */
function otherAccountProblem({ env, node }: IResource, arn: string, { account }: Stack, construct: string): Problem {
  // An imported user or group is in the account of its stack for the CDK. Its ARN may have another one.
  const own = (Token.isUnresolved(arn) ? undefined : arn.split(':')[4]) ?? env.account;
  if (own === account || Token.isUnresolved(own) || Token.isUnresolved(account)) return undefined;
  return (
    `must be in account ${account}, got '${node.path}' of account ${own}. ` +
    `Create an ${construct} in a stack of that account.`
  );
}

/** CloudFormation does not accept an identity twice, and it can be imported twice. */
function distinct<T>(identities: readonly T[], nameOf: (identity: T) => string): T[] {
  return [...new Map(identities.map((identity) => [nameOf(identity), identity])).values()];
}

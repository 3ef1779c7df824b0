import { Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { managedPolicyNameRule } from '../private/aws/managed-policy-name';
import { type PackedAction } from '../private/aws/pack-statements';
import { LoginPolicy } from '../private/constructs/login-policy';
import { type Problem, refuseIf, refuseOpenList, validate, validateList } from '../private/validation/validation';
import { arnFor, arnText } from './arn-in-other-account';
import { renderUsePolicy, useStatements } from './use-statements';

/** A use of repositories that managed policies allow to roles. */
export interface RepositoryUse {
  /** The construct that makes the policies, as messages name it. */
  readonly construct: string;
  /** The construct id of the first policy. */
  readonly id: string;
  readonly description: string;
  readonly action: PackedAction;
}

interface UsePoliciesProps {
  readonly repositories: readonly IRepository[];
  readonly roles?: readonly IRole[];
  readonly managedPolicyName?: string;
}

/** IAM's limit for the name of a managed policy, without the longest ending. */
const mostNameCharacters = awsLimits.iam.managedPolicyNameCharacters - '-login'.length;

/** Managed policies for roles of the scope's account: first the login policy, then those to use repositories. */
export function makeUsePolicies(
  scope: Construct,
  use: RepositoryUse,
  { repositories, roles = [], managedPolicyName }: UsePoliciesProps,
  ownRole?: IRole,
): ManagedPolicy[] {
  const stack = Stack.of(scope);
  refuseOpenList('repositories', repositories);
  validateList('repositories', repositories);
  roles.forEach((role, index) => {
    refuseIf(`roles[${index}]`, otherAccountProblem(role, stack, use.construct));
  });
  if (managedPolicyName !== undefined) {
    validate('managedPolicyName', managedPolicyName, managedPolicyNameRule(mostNameCharacters));
  }
  const arns = repositories.map((repository, index) => arnFor(stack, repository, `repositories[${index}]`));
  const statements = useStatements(use.action, arns);
  const users = distinctRoles(ownRole ? [ownRole, ...roles] : roles);
  const named = (ending: string) => (managedPolicyName === undefined ? undefined : `${managedPolicyName}${ending}`);
  const login = new LoginPolicy(scope, 'Login', users, named('-login'));
  const uses = statements.map((statement, index) => {
    const number = index === 0 ? '' : String(index + 1);
    return new ManagedPolicy(scope, `${use.id}${number}`, {
      managedPolicyName: named(number && `-${number}`),
      description: use.description,
      roles: users,
      statements: [PolicyStatement.fromJson(statement)],
    });
  });
  return [login.policy, ...uses];
}

/** The same permissions as JSON text, for an account that does not use CDK. */
export function renderPolicyText({ action }: RepositoryUse, repositories: readonly IRepository[]): string {
  validateList('repositories', repositories);
  const arns = repositories.map((repository, index) => arnText(repository, `repositories[${index}]`));
  return renderUsePolicy(action, arns);
}

/** A policy can only be attached to roles in the same account. */
function otherAccountProblem({ env, node }: IRole, { account }: Stack, construct: string): Problem {
  if (env.account === account || Token.isUnresolved(env.account) || Token.isUnresolved(account)) return undefined;
  return (
    `must be in account ${account}, got '${node.path}' of account ${env.account}. ` +
    `Create an ${construct} in a stack of that account.`
  );
}

/** CloudFormation does not accept a role twice, and a role can be imported twice. */
function distinctRoles(roles: readonly IRole[]): IRole[] {
  return [...new Map(roles.map((role) => [role.roleName, role])).values()];
}

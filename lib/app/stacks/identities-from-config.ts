import { Group, Role, User } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { pull, push } from '../../access/repository-uses';
import { attachUses } from '../../access/use-policies';
import { validateQuotas } from '../../private/constructs/validate-quotas';
import { homeOf } from '../config/environments/home';
import { type IdentitiesConfig } from '../config/schema';
import { constructId, type EnvironmentStacks } from './environment-stacks';

/**
 * Attaches policies to identities in one account. IAM is the same in all Regions of an account, so the policies are created
 * in the home of the entry's environments, for the repositories of all of them.
 */
export function addIdentities(
  environments: readonly [EnvironmentStacks, ...EnvironmentStacks[]],
  { name, roles = [], users = [], groups = [], pushRepositories, pullRepositories }: IdentitiesConfig,
): void {
  const uses = [
    { use: push, names: pushRepositories },
    { use: pull, names: pullRepositories },
  ].flatMap(({ use, names = [] }) => {
    const repositories = environments.flatMap((one) => names.flatMap((each) => one.repositories.get(each) ?? []));
    return repositories.length === 0 ? [] : [{ use, repositories }];
  });
  if (uses.length === 0) return;
  const home = homeOf(environments);
  const scope = new Construct(home.identityScope(), constructId(name));
  home.identities.set(name, scope);
  attachUses(scope, uses, {
    roles: roles.map((role) => Role.fromRoleName(scope, `Role ${role}`, role)),
    users: users.map((user) => User.fromUserName(scope, `User ${user}`, user)),
    groups: groups.map((group) => Group.fromGroupName(scope, `Group ${group}`, group)),
  });
  validateQuotas(scope);
}

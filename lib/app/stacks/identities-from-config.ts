import { Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, Group, Role, User } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { pull, push } from '../../access/repository-uses';
import { attachUses } from '../../access/use-policies';
import { awsLimits } from '../../private/aws/limits';
import { validateQuotas } from '../../private/constructs/validate-quotas';
import { listOf } from '../../private/validation/known-text';
import { quote } from '../../private/validation/validation';
import { type IdentitiesConfig } from '../config/schema';
import { constructId, type EnvironmentStacks } from './environment-stacks';

/**
 * Attaches policies to identities in one account. IAM is the same in all its Regions, so its home has the policies, for the
 * repositories of all the environments of the entry.
 */
export function addIdentities(
  home: EnvironmentStacks,
  environments: readonly EnvironmentStacks[],
  { name, roles = [], users = [], groups = [], pushRepositories, pullRepositories }: IdentitiesConfig,
): void {
  const uses = [
    { use: push, names: pushRepositories },
    { use: pull, names: pullRepositories },
  ].flatMap(({ use, names = [] }) => {
    const repositories = environments.flatMap((one) =>
      [...names].sort().flatMap((each) => one.repositories.get(each) ?? []),
    );
    return repositories.length === 0 ? [] : [{ use, repositories }];
  });
  if (uses.length === 0) return;
  const scope = new Construct(home.identityScope(), constructId(name));
  home.identities.set(name, scope);
  attachUses(scope, uses, {
    roles: roles.map((role) => Role.fromRoleName(scope, `Role ${role}`, role)),
    users: users.map((user) => User.fromUserName(scope, `User ${user}`, user)),
    groups: groups.map((group) => Group.fromGroupName(scope, `Group ${group}`, group)),
  });
  validateQuotas(scope);
}

/** The identities to which all entries and publishers attach more managed policies than IAM accepts. */
export function policyProblems({ identities, publishers }: EnvironmentStacks): { name: string; message: string }[] {
  const counts = new Map(
    [...publishers].map(([role, construct]) => [`role ${quote(role)}`, policiesIn(construct).length]),
  );
  const exceeding = new Map<string, string>();
  for (const [name, construct] of identities) {
    for (const policy of policiesIn(construct)) {
      for (const { property, kind } of attachments) {
        for (const holder of textsOf(policy, policy[property])) {
          const what = `${kind} ${quote(holder)}`;
          counts.set(what, (counts.get(what) ?? 0) + 1);
          if ((counts.get(what) ?? 0) > mostPolicies) exceeding.set(what, name);
        }
      }
    }
  }
  return [...exceeding].map(([what, name]) => ({
    name,
    message:
      `must leave ${what} with at most ${mostPolicies} managed policies, got ${counts.get(what)} in this file. ` +
      'List all of its repositories in one entry.',
  }));
}

const { managedPoliciesOfRole: mostPolicies } = awsLimits.iam;

const attachments = [
  { property: 'roles', kind: 'role' },
  { property: 'users', kind: 'user' },
  { property: 'groups', kind: 'group' },
] as const;

/** The names of the holders of a policy. They are resolved at synth. */
function textsOf(policy: CfnManagedPolicy, names: readonly string[] | undefined): string[] {
  return listOf(Stack.of(policy).resolve(names)).filter((name) => typeof name === 'string');
}

function policiesIn(construct: Construct): CfnManagedPolicy[] {
  return construct.node.findAll().filter((one) => CfnManagedPolicy.isCfnManagedPolicy(one));
}

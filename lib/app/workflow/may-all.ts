import {
  arnParts,
  evaluate,
  hasUnresolved,
  type IdentityNode,
  type RepositoryNode,
  withUnknown,
} from '../../review/index';

type Decisions = ReturnType<typeof evaluate>['decision'][];

/** Whether the role may do all of the actions, by its own policies and the policy of the repository. */
export function mayAll(
  role: IdentityNode,
  actions: readonly string[],
  arn: string,
  repository?: RepositoryNode,
): boolean {
  return areAllowed(decisionsOf(role, actions, arn, repository));
}

/** Whether each of the decisions allows it. */
export function areAllowed(decisions: Decisions): boolean {
  return decisions.every((decision) => decision === 'allowed' || decision === 'conditional');
}

/** Whether the role's own policies let it do each of the actions with a repository, in any account, whose policy is not known. */
export function ownDecisions(role: IdentityNode, actions: readonly string[], arn: string): Decisions {
  return decisionsOf(role, actions, arn, undefined, role.account);
}

/** The decision about each of the actions, by the role's own policies and the policy of the repository. */
function decisionsOf(
  role: IdentityNode,
  actions: readonly string[],
  arn: string,
  repository?: RepositoryNode,
  inAccount?: string,
): Decisions {
  const [, , , , named = ''] = arnParts(arn);
  // If a template does not know its account, it is the account that its policies name.
  const account = hasUnresolved(role.account) ? role.account : (inAccount ?? repository?.resource.env.account ?? named);
  const request = {
    principal: { type: 'AWS' as const, value: role.arn, account: role.account },
    resource: { arn, account },
    context: { 'aws:principalaccount': [role.account], 'aws:principalarn': [role.arn] },
  };
  const policies = {
    identity: withUnknown(role),
    ...(role.boundary && { boundary: role.boundary }),
    ...(repository?.policy && { resource: repository.policy }),
  };
  return actions.map((action) => evaluate({ ...request, action }, policies).decision);
}

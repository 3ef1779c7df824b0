import {
  arnParts,
  evaluate,
  hasUnresolved,
  type IdentityNode,
  type RepositoryNode,
  withUnknown,
} from '../../review/index';

/** Whether the role may do all of the actions, by its own policies and the policy of the repository. */
export function mayAll(
  role: IdentityNode,
  actions: readonly string[],
  arn: string,
  repository?: RepositoryNode,
): boolean {
  const [, , , , named = ''] = arnParts(arn);
  // If a template does not know its account, it is the account that its policies name.
  const account = hasUnresolved(role.account) ? role.account : (repository?.resource.env.account ?? named);
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
  return actions.every((action) => {
    const { decision } = evaluate({ ...request, action }, policies);
    return decision === 'allowed' || decision === 'conditional';
  });
}

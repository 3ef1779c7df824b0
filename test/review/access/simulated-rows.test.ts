import * as fc from 'fast-check';
import { type Policies } from '../../../lib/review/evaluation/access-evaluator';
import { directAccess } from '../../../lib/review/access/direct-rows';
import { loginAction, type OperationNeeds, operationNeeds } from '../../../lib/review/access/operations';
import { identityContext, repositoryContext, withoutResourceTags } from '../../../lib/review/access/request-context';
import { oneByRepository } from '../../../lib/review/access/access-row';
import { type IdentityNode, type RepositoryNode } from '../../../lib/review/templates/template-graph';
import { isAllowedBySimulator } from '../evaluation/evaluator-simulation';
import { graphOf, known } from './graph-arbitraries';

/** Whether the IAM simulator allows all or any of the actions that an operation needs. */
async function isOperationAllowed(
  needs: OperationNeeds,
  identity: IdentityNode,
  repository: RepositoryNode,
): Promise<boolean> {
  const { arn, resource, policy } = repository;
  const policies: Policies = {
    identity: identity.policies,
    ...(policy && { resource: policy }),
    ...(identity.boundary && { boundary: identity.boundary }),
  };
  const context = present({ ...identityContext(identity), ...repositoryContext(repository) });
  const { account } = resource.env;
  const principal = { type: 'AWS' as const, value: identity.arn, account: identity.account };
  const isAllowed = (action: string) =>
    isAllowedBySimulator({ principal, action, resource: { arn, account }, context }, policies);
  const answers = await Promise.all(needs.actions.map(isAllowed));
  if (needs.any) return answers.includes(true);
  if (answers.includes(false) || needs.login.length === 0) return !answers.includes(false);
  const own: Policies = { ...policies, resource: [] };
  const login = {
    principal,
    action: loginAction,
    resource: { arn: '*', account },
    context: withoutResourceTags(context),
  };
  return isAllowedBySimulator(login, own);
}

/** Keys without a value are absent, and so are keys that the templates do not fix. The simulator refuses keys that no action of ECR knows. */
function present(context: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(context).filter(([, values]) => values.length > 0));
}

test('agrees with the IAM simulator on allowed and on denied access', async () => {
  const seen = { allowed: 0, denied: 0 };
  await fc.assert(
    fc.asyncProperty(graphOf(known), fc.nat(), async (graph, which) => {
      const rows = oneByRepository(directAccess(graph));
      const identity = graph.identities[which % graph.identities.length];
      const repository = graph.repositories[which % graph.repositories.length];
      if (!identity || !repository || identity.boundary?.length === 0) return;
      for (const needs of operationNeeds) {
        const row = rows.find(
          ({ principal, arn, operation }) =>
            principal === identity.arn && arn === repository.arn && operation === needs.operation,
        );
        if (row !== undefined && row.decision !== 'allowed') continue;
        seen[row === undefined ? 'denied' : 'allowed'] += 1;
        expect(await isOperationAllowed(needs, identity, repository)).toBe(row !== undefined);
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(40);
}, 60_000);

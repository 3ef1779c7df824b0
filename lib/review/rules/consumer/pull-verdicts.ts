import { anotherAccount, type Verdict } from '../../evaluation/access-evaluator';
import { callerOf } from '../../access/identity-caller';
import { judge } from '../../access/identity-verdicts';
import { identityVerdict, operationVerdict } from '../../access/operation-verdict';
import { operationNeeds, type OperationNeeds } from '../../access/operations';
import { identityContext, repositoryContext } from '../../access/request-context';
import { withUnknown } from '../../access/unknown-policies';
import { allOf } from '../../access/verdicts';
import { type IdentityNode, type RepositoryNode } from '../../templates/template-graph';
import { type ServicePuller } from './consumer-kind';

const pull: readonly OperationNeeds[] = operationNeeds.filter(({ operation }) => operation === 'pull');

/** Whether a role may pull, by its own policies and the policy of a repository in its account. */
export function ownVerdict(role: IdentityNode, repository: RepositoryNode): Verdict {
  return allOf(judge(role, repository, pull));
}

/** Whether the policies of a role allow a pull from a repository of any account. */
export function roleHalf(role: IdentityNode, repositoryArn: string): Verdict {
  const asker = {
    principal: callerOf(role),
    resource: { arn: repositoryArn, account: role.account },
    context: identityContext(role),
  };
  return allOf(
    pull.map((needs) =>
      identityVerdict(needs, asker, {
        identity: withUnknown(role),
        ...(role.boundary && { boundary: role.boundary }),
      }),
    ),
  );
}

/** Whether the policy of a repository lets a principal of another account pull. */
export function repositoryHalf(arn: string, account: string, repository: RepositoryNode): Verdict {
  return verdictOf(repository, { type: 'AWS', value: arn, account }, { 'aws:principalaccount': [account] });
}

/** Whether the policy of a repository lets a service pull for a resource. */
export function serviceHalf({ service, source }: ServicePuller, account: string, repository: RepositoryNode): Verdict {
  const context = { 'aws:sourcearn': [source], 'aws:sourceaccount': [account], 'aws:principalisawsservice': ['true'] };
  return verdictOf(repository, { type: 'Service', value: service, account: anotherAccount }, context);
}

function verdictOf(
  repository: RepositoryNode,
  principal: Parameters<typeof operationVerdict>[1]['principal'],
  context: Readonly<Record<string, readonly string[]>>,
): Verdict {
  const { arn, resource, policy = [] } = repository;
  const asker = {
    principal,
    resource: { arn, account: resource.env.account },
    context: { ...context, ...repositoryContext(repository) },
  };
  return allOf(pull.map((needs) => operationVerdict(needs, asker, { resource: policy })));
}

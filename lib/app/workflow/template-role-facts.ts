import {
  type DeployedService,
  type PublishedRepository,
  type PublisherRoleFacts,
} from '../../github/workflow/published';
import { serviceOfArn } from '../../github/workflow/service-arn';
import { pushActions } from '../../private/aws/ecr-actions';
import {
  arnParts,
  evaluate,
  hasUnresolved,
  type IdentityNode,
  oidcTrustsOf,
  type RepositoryNode,
  type TemplateGraph,
  withUnknown,
  movingTags,
  tagMobility,
} from '../../review/index';
import { fail } from '../input-file';
import { titleOf } from './role-in-graph';
import { trustedRuns } from './trusted-runs';

/** The parts of a role in a template that its workflow depends on, as far as the templates know them. */
export function templateRoleFacts(graph: TemplateGraph, role: IdentityNode): PublisherRoleFacts {
  const trusts = oidcTrustsOf(graph).filter(({ identity }) => identity === role);
  const [issuer] = trusts.flatMap((trust) => trust.issuer ?? []);
  if (issuer === undefined)
    fail(
      `--role must be a role that GitHub Actions assumes, got '${titleOf(role)}', which GitHub Actions cannot assume`,
    );
  const own = trusts.filter((trust) => trust.issuer === issuer);
  const audiences = own.flatMap(({ claims }) => claims.filter(({ name }) => name === 'aud'));
  const [audience = 'sts.amazonaws.com'] = audiences.flatMap(({ condition }) => condition.values);
  return {
    title: titleOf(role),
    arn: known(role.arn),
    issuer,
    audience,
    runs: own.flatMap(trustedRuns),
    repositories: publishedRepositories(graph, role),
    services: deployedServices(role),
  };
}

/** The repositories of the templates that the role may push to, and others that its policies name. */
function publishedRepositories({ repositories }: TemplateGraph, role: IdentityNode): PublishedRepository[] {
  const own = new Set(repositories.map(({ arn }) => arn));
  const named = [...new Set(role.policies.flatMap(({ resources = [] }) => resources))]
    .filter((arn) => !own.has(arn) && !hasUnresolved(arn))
    .filter((arn) => /^arn:[\w-]+:ecr:[^:*?]+:\d{12}:repository\/[^*?]+$/.test(arn))
    .map((arn) => ({ arn }));
  return [...repositories, ...named]
    .filter((repository) =>
      mayAll(role, pushActions, repository.arn, 'resource' in repository ? repository : undefined),
    )
    .map((repository) => published(repository, role));
}

function published(repository: Pick<RepositoryNode, 'arn'> | RepositoryNode, role: IdentityNode): PublishedRepository {
  const [, , , region = '', account = '', resource = ''] = arnParts(repository.arn);
  const node = 'resource' in repository ? repository : undefined;
  return {
    name: known(node?.name ?? resource.replace('repository/', '')),
    region: known(region),
    otherAccount:
      account === role.account || hasUnresolved(account) || hasUnresolved(role.account) ? undefined : account,
    mutableTags: node && movingTags(tagMobility(node.resource)),
    mayPull: mayAll(role, ['ecr:GetDownloadUrlForLayer'], repository.arn, node),
  };
}

/** The services that the role may deploy to. The names of one whose ARN is not known are variables of the workflow. */
function deployedServices(role: IdentityNode): DeployedService[] {
  const arns = role.policies
    .filter(({ effect, actions = [] }) => effect === 'Allow' && actions.includes('ecs:UpdateService'))
    .flatMap(({ resources = [] }) => resources);
  return [...new Set(arns)]
    .filter((arn) => hasUnresolved(arn) || mayAll(role, ['ecs:UpdateService'], arn))
    .map((arn) => ({
      ...serviceOfArn(arn),
      mayDescribe: !hasUnresolved(arn) && mayAll(role, ['ecs:DescribeServices'], arn),
    }));
}

/** Whether the role may do all of the actions, by its own policies and the policy of the repository. */
function mayAll(role: IdentityNode, actions: readonly string[], arn: string, repository?: RepositoryNode): boolean {
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

function known(text: string): string | undefined {
  return text === '' || hasUnresolved(text) ? undefined : text;
}

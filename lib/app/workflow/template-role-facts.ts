import {
  type PublishedRepository,
  type PublisherRoleFacts,
  type PulledRegistry,
} from '../../github/workflow/published';
import { type EcrImage } from '../../base-image/local-dockerfile';
import { pullActions, pushActions } from '../../private/aws/ecr-actions';
import { partitionOfRegion } from '../../private/aws/region-partition';
import {
  arnParts,
  hasUnresolved,
  type IdentityNode,
  oidcTrustsOf,
  type RepositoryNode,
  type TemplateGraph,
  movingTags,
  tagMobility,
} from '../../review/index';
import { fail } from '../input-file';
import { areAllowed, mayAll, ownDecisions } from './may-all';
import { titleOf } from './role-in-graph';
import { templateDeploys } from './template-deploys';
import { type PipelineRoleFacts } from '../../pipeline/pipeline-role-facts';
import { trustedRuns } from './trusted-runs';
import { trustedSubjects } from './trusted-subjects';

/** The parts of a role in a template that its workflow or its pipeline depends on, as far as the templates know them. */
export function templateRoleFacts(
  graph: TemplateGraph,
  role: IdentityNode,
): PublisherRoleFacts & Pick<PipelineRoleFacts, 'subjects'> {
  const trusts = oidcTrustsOf(graph).filter(({ identity }) => identity === role);
  const [issuer] = trusts.flatMap((trust) => trust.issuer ?? []);
  if (issuer === undefined)
    fail(
      `--role must be a role that a CI system assumes with its tokens, got '${titleOf(role)}', which no CI system can assume`,
    );
  const own = trusts.filter((trust) => trust.issuer === issuer);
  const audiences = own.flatMap(({ claims }) => claims.filter(({ name }) => name === 'aud'));
  const [audience = 'sts.amazonaws.com'] = audiences.flatMap(({ condition }) => condition.values);
  return {
    title: titleOf(role),
    arn: known(role.arn),
    issuer,
    audience,
    maxSessionSeconds: maxSessionSeconds(role),
    runs: own.flatMap(trustedRuns),
    subjects: own.flatMap(trustedSubjects),
    repositories: publishedRepositories(graph, role),
    deploys: templateDeploys(role),
    pulls: pulledRepositories(graph, role),
    mayPull: (image) => mayPull(role, image),
  };
}

/** The longest session. It is an hour if the template does not set it, and not known if a deploy decides. */
function maxSessionSeconds({ resource }: IdentityNode): number | undefined {
  const { MaxSessionDuration: seconds = 3600 } = resource.properties as { readonly MaxSessionDuration?: unknown };
  return typeof seconds === 'number' ? seconds : undefined;
}

/** The repositories of the templates that the role may push to, and others that its policies name. */
function publishedRepositories(graph: TemplateGraph, role: IdentityNode): PublishedRepository[] {
  return repositoriesWith(graph, role, pushActions).map((repository) => published(repository, role));
}

/** The repositories that the policies of the role let it pull from, such as those of base images. */
function pulledRepositories(graph: TemplateGraph, role: IdentityNode): PulledRegistry[] {
  return repositoriesWith(graph, role, pullActions).map((repository) => published(repository, role));
}

/** Whether the role may pull an image. Not known if the templates do not know all of its rights, or its account. */
function mayPull(role: IdentityNode, { account, region, name }: EcrImage): boolean | undefined {
  const partition = partitionOfRegion(region) ?? 'aws';
  const decisions = ownDecisions(role, pullActions, `arn:${partition}:ecr:${region}:${account}:repository/${name}`);
  if (areAllowed(decisions)) return true;
  const isOpen = [role.account, ...role.policies.flatMap(({ resources = [] }) => resources)].some(hasUnresolved);
  return isOpen || !decisions.includes('denied') ? undefined : false;
}

/** The repositories of the templates with which the role may do all of the actions, and others that its policies name. */
function repositoriesWith({ repositories }: TemplateGraph, role: IdentityNode, actions: readonly string[]) {
  const own = new Set(repositories.map(({ arn }) => arn));
  const named = [...new Set(role.policies.flatMap(({ resources = [] }) => resources))]
    .filter((arn) => !own.has(arn) && !hasUnresolved(arn))
    .filter((arn) => /^arn:[\w-]+:ecr:[^:*?]+:\d{12}:repository\/[^*?]+$/.test(arn))
    .map((arn) => ({ arn }));
  return [...repositories, ...named].filter((repository) => mayUse(role, actions, repository));
}

type NamedRepository = Pick<RepositoryNode, 'arn'> | RepositoryNode;

/** Whether the role may do all of the actions. Only its own policies decide if no template has the repository. */
function mayUse(role: IdentityNode, actions: readonly string[], repository: NamedRepository): boolean {
  return 'resource' in repository
    ? mayAll(role, actions, repository.arn, repository)
    : areAllowed(ownDecisions(role, actions, repository.arn));
}

function published(repository: NamedRepository, role: IdentityNode): PublishedRepository {
  const [, , , region = '', account = '', resource = ''] = arnParts(repository.arn);
  const node = 'resource' in repository ? repository : undefined;
  return {
    name: known(node?.name ?? resource.replace('repository/', '')),
    region: known(region),
    otherAccount:
      account === role.account || hasUnresolved(account) || hasUnresolved(role.account) ? undefined : account,
    mutableTags: node && movingTags(tagMobility(node.resource)),
    mayPull: mayUse(role, ['ecr:GetDownloadUrlForLayer'], repository),
    mayList: mayUse(role, ['ecr:ListImages'], repository),
  };
}

function known(text: string): string | undefined {
  return text === '' || hasUnresolved(text) ? undefined : text;
}

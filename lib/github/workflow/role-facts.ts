import { Duration, Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { mayPullOf } from '../../base-image/local-dockerfile';
import { bindMirrors, type EcrRegistry } from '../../base-image/registry-mirror';
import { mutableTagsOf } from '../../naming/tag-mobility';
import { knownRepositoryName } from '../../private/aws/arn';
import { knownText } from '../../private/validation/known-text';
import { partitionOf } from '../../private/aws/partition';
import { partitionOfRegion } from '../../private/aws/region-partition';
import { refuseIf } from '../../private/validation/validation';
import { type BoundDeployment } from '../../deployment/bound-deployment';
import { type OidcPublisherRole } from '../../publisher/oidc-publisher-role';
import { type GitHubPublisherRole } from '../github-publisher-role';
import { type GitHubSubject } from '../github-subject';
import {
  type Deployed,
  type PublishedRepository,
  type PublisherRoleFacts,
  type PulledRegistry,
  type TrustedRun,
} from './published';

/** The parts of a role that its workflow depends on, as far as they are known at synth. */
export function publisherRoleFacts(role: GitHubPublisherRole): PublisherRoleFacts {
  return { ...commonRoleFacts(role), runs: role._published.subjects.map(runOf) };
}

/** The parts of a role for any CI system, without the runs that it trusts. */
export function commonRoleFacts(role: OidcPublisherRole): Omit<PublisherRoleFacts, 'runs'> {
  const { provider, repositories = [], deploys = [], roleName } = role._published;
  const { pullRepositories = [], listRepositories = [] } = role._published;
  const stack = Stack.of(role);
  const maxSession = role._published.maxSessionDuration ?? Duration.hours(1);
  const partition = known(partitionOfRegion(stack.region) ?? partitionOf(stack));
  const account = known(stack.account);
  const name = known(roleName);
  const mirrors = bindMirrors(role, role._published.mirrors ?? []);
  refuseIf('mirrors', mirrors.some(({ mirror }) => Token.isUnresolved(mirror)) ? unresolvedMirror : undefined);
  refuseIf('provider', Token.isUnresolved(provider.audiences) ? unresolvedAudience : undefined);
  return {
    title: name ?? role.node.path,
    arn: name && partition && account && `arn:${partition}:iam::${account}:role/${name}`,
    issuer: provider.issuer,
    audience: provider.audiences[0] ?? '',
    maxSessionSeconds: maxSession.isUnresolved() ? undefined : maxSession.toSeconds(),
    repositories: repositories.map((repository) => {
      const may = { mayPull: pullRepositories.includes(repository), mayList: listRepositories.includes(repository) };
      return { ...repositoryOf(repository, stack.account), ...may };
    }),
    deploys: deploys.map((deploy) => deployedOf(deploy._bind(stack), stack)),
    pulls: [
      ...pullRepositories.map((repository) => repositoryOf(repository, stack.account)),
      ...mirrors.flatMap(({ registry }) => (registry ? [pulledFrom(registry, stack.account)] : [])),
    ],
    mayPull: mayPullOf(role, { baseImages: pullRepositories, mirrors: role._published.mirrors }),
    registries: role._published.registries ?? [],
    mirrors,
    secrets: role._published.secrets,
  };
}

const unresolvedAudience = 'must be known at synth, got a token. The job requests a token with that audience.';

const unresolvedMirror =
  'must be in an account and a Region that are known at synth, got a token. The workflow file is written before the deployment.';

function pulledFrom({ account, region }: EcrRegistry, own: string): PulledRegistry {
  return { region: known(region), otherAccount: account === own ? undefined : account };
}

function runOf({ _repository: repository, _context: place, _claims: { required = {} } }: GitHubSubject): TrustedRun {
  refuseIf('subjects', [repository, place.name].some(Token.isUnresolved) ? unresolvedSubject : undefined);
  return { repository, place, ref: required.ref, jobWorkflowRef: required.job_workflow_ref };
}

const unresolvedSubject = 'must be known at synth, got a token. The workflow file is written before the deployment.';

function repositoryOf(repository: IRepository, account: string): Omit<PublishedRepository, 'mayPull'> {
  const { env } = repository;
  const isOther = !Token.isUnresolved(env.account) && !Token.isUnresolved(account) && env.account !== account;
  return {
    name: known(knownRepositoryName(repository)),
    region: known(env.region),
    otherAccount: isOther ? env.account : undefined,
    mutableTags: mutableTagsOf(repository),
  };
}

function deployedOf(deployment: BoundDeployment, stack: Stack): Deployed {
  const { region, timeoutMinutes } = deployment;
  if (deployment.kind === 'lambda') {
    const { functionName, alias } = deployment;
    return { kind: 'lambda', functionName: known(functionName), region: known(region), alias, timeoutMinutes };
  }
  const { cluster, service, container, family, restart } = deployment;
  const roles = deployment.roleArns.map((arn) => knownText(stack.resolve(arn)));
  return {
    kind: 'ecs',
    cluster: known(cluster),
    service: known(service),
    region: known(region),
    restart,
    mayDescribe: true,
    container: known(container),
    family: known(family),
    passRoles: roles.every((arn) => arn !== undefined) ? roles : undefined,
    timeoutMinutes,
  };
}

function known(text: string | undefined): string | undefined {
  return Token.isUnresolved(text) ? undefined : text;
}

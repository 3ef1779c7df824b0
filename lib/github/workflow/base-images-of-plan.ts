import { type ImageRegistry, refuseRepeatedRegistries } from '../../base-image/image-registry';
import { dockerfileWarnings } from '../../base-image/local-dockerfile';
import { type BoundMirror } from '../../base-image/registry-mirror';
import { imagePlatforms } from '../../private/oci/image-platform';
import { type Problem, quote, refuseIf } from '../../private/validation/validation';
import { type PublishWorkflowOptions } from '../publish-workflow-options';
import { type PublishedRepository, type PublisherRoleFacts, type PulledRegistry } from './published';

/** The images of others that a workflow starts from. */
export interface BaseImages {
  /** The registries of ECR, without the registry of the image. */
  readonly pulls: readonly PulledRegistry[];
  /** Other registries that the build logs in to. */
  readonly registries: readonly ImageRegistry[];
  readonly mirrors: readonly BoundMirror[];
  /** The base images of the Dockerfile at hand that were not checked, in words. */
  readonly warnings: readonly string[];
}

/** A CI system, as far as it has credentials of registries. */
interface SystemOfCredentials {
  readonly has: (registry: ImageRegistry) => boolean;
  /** The place of its credentials, for messages. */
  readonly place: string;
  readonly problem?: (registry: ImageRegistry) => Problem;
}

/** The registries that a workflow logs in to, and its mirrors: those of its role, and those of its options. */
export function baseImagesOf(
  {
    pulls = [],
    registries: ofRole = [],
    mirrors: mirrorsOfRole = [],
    mayPull = () => undefined,
  }: Pick<PublisherRoleFacts, 'pulls' | 'registries' | 'mirrors' | 'mayPull'>,
  repository: PublishedRepository,
  options: Pick<
    PublishWorkflowOptions,
    'registries' | 'mirrors' | 'localDockerfile' | 'buildArgs' | 'target' | 'platforms'
  >,
  system: SystemOfCredentials,
): BaseImages {
  const { registries = [], mirrors = [], localDockerfile, buildArgs = {}, target } = options;
  refuseRepeatedRegistries('registries', registries);
  registries.forEach((registry, index) => {
    refuseIf(`registries[${index}]`, credentialsProblem(registry, ofRole, system));
    refuseIf(`registries[${index}]`, system.problem?.(registry));
  });
  const hosts = registries.map(({ _host }) => _host);
  const all = [...registries, ...ofRole.filter(({ _host }) => !hosts.includes(_host))];
  all.forEach((registry) => {
    refuseIf('registries', secretProblem(registry));
  });
  const own = mirrors.flatMap(({ _fixed: fixed }, index) => {
    refuseIf(`mirrors[${index}]`, fixed ? undefined : cacheProblem);
    return fixed ?? [];
  });
  const key = ({ upstream, mirror }: BoundMirror) => `${mirror} for ${upstream}`;
  const found = new Map([...own, ...mirrorsOfRole].map((mirror) => [key(mirror), mirror]));
  const rights = {
    mayPull,
    hosts: new Set(all.map(({ _host }) => _host)),
    option: '`pullRepositories` of the role',
  };
  return {
    pulls: otherRegistries(pulls, repository),
    registries: all,
    mirrors: [...found.values()],
    warnings: dockerfileWarnings(localDockerfile, { buildArgs, target }, imagePlatforms(options.platforms), rights),
  };
}

/** Each registry once, without the one of the image, which the workflow logs in to anyway. */
function otherRegistries(pulls: readonly PulledRegistry[], home: PulledRegistry): PulledRegistry[] {
  const key = ({ region = '', otherAccount = '' }: PulledRegistry) => `${region} ${otherAccount}`;
  const found = new Map(
    pulls.map(({ region, otherAccount }) => [key({ region, otherAccount }), { region, otherAccount }]),
  );
  found.delete(key(home));
  return [...found.values()];
}

function credentialsProblem(
  registry: ImageRegistry,
  ofRole: readonly ImageRegistry[],
  { has, place }: SystemOfCredentials,
): Problem {
  if (has(registry) || ofRole.includes(registry)) return undefined;
  if (registry._stored === undefined) {
    const got = registry._gitHub === undefined ? 'variables of GitLab or Bitbucket' : 'those of GitHub';
    return `must have credentials in ${place}, got ${got} for ${registry._host}, which no job here can read.`;
  }
  return (
    `must have credentials in ${place}, got Secrets Manager for ${registry._host}. Add the registry to the role's ` +
    'registries, so that the role may read them.'
  );
}

/** GitHub, which has secrets and the token of the run. */
export function credentialsOfGitHub(onServer: boolean): SystemOfCredentials {
  return {
    has: ({ _gitHub }) => _gitHub !== undefined,
    place: "GitHub's secrets",
    problem: ({ _gitHub }) => (onServer && _gitHub?.isRunToken === true ? serverTokenProblem : undefined),
  };
}

const serverTokenProblem =
  'must have credentials, got none for ghcr.io. The GITHUB_TOKEN of a GitHub Enterprise Server is not valid there. Use ' +
  'RegistryCredentials.fromGitHubSecrets().';

function secretProblem({ _host: host, _stored: stored }: ImageRegistry): Problem {
  const texts = [stored?.name, stored?.usernameKey, stored?.passwordKey];
  const expression = texts.find((text) => text?.includes('${{'));
  if (expression !== undefined)
    return `must have a secret without expressions of GitHub, got ${quote(expression)} for ${host}`;
  return stored && (stored.name === undefined || stored.region === undefined)
    ? `must have a secret whose name and Region are known at synth, got a token for ${host}. Give the secret a name, and its stack a Region.`
    : undefined;
}

const cacheProblem = "must not be a pull-through cache, which needs rights. Add it to the role's mirrors.";

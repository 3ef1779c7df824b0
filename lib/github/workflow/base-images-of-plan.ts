import { type ImageRegistry, refuseRepeatedRegistries } from '../../base-image/image-registry';
import { type BoundMirror } from '../../base-image/registry-mirror';
import { type Problem, quote, refuseIf } from '../../private/validation/validation';
import { type PublishWorkflowOptions } from '../publish-workflow-options';
import { type PublishedRepository, type PublisherRoleFacts, type PulledRegistry } from './published';

/** The images of others that a workflow starts from. */
export interface BaseImages {
  readonly pulls: readonly PulledRegistry[];
  readonly registries: readonly ImageRegistry[];
  readonly mirrors: readonly BoundMirror[];
}

/** The registries that a workflow logs in to, and its mirrors: those of its role, and those of its options. */
export function baseImagesOf(
  {
    pulls = [],
    registries: ofRole = [],
    mirrors: mirrorsOfRole = [],
  }: Pick<PublisherRoleFacts, 'pulls' | 'registries' | 'mirrors'>,
  repository: PublishedRepository,
  { registries = [], mirrors = [] }: PublishWorkflowOptions,
  onServer: boolean,
): BaseImages {
  refuseRepeatedRegistries('registries', registries);
  registries.forEach((registry, index) => {
    refuseIf(`registries[${index}]`, credentialsProblem(registry, ofRole));
    refuseIf(
      `registries[${index}]`,
      onServer && registry._gitHub?.isRunToken === true ? serverTokenProblem : undefined,
    );
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
  return { pulls: otherRegistries(pulls, repository), registries: all, mirrors: [...found.values()] };
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

function credentialsProblem(registry: ImageRegistry, ofRole: readonly ImageRegistry[]): Problem {
  return registry._gitHub !== undefined || ofRole.includes(registry)
    ? undefined
    : `must have credentials in GitHub's secrets, got Secrets Manager for ${registry._host}. Add the registry to the role's ` +
        'registries, so that the role may read them.';
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

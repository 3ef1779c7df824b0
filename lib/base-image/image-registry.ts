import { publicApi } from '../private/boundary/public-api';
import { InvalidInputError, refuseIf, validate } from '../private/validation/validation';
import { canonicalHost, knownRegistry } from './known-registries';
import {
  type CiVariablesCredentials,
  type GitHubCredentials,
  type RegistryCredentials,
  type StoredCredentials,
} from './registry-credentials';
import { credentialHostRule } from './registry-host-rule';

/**
 * A registry outside Amazon ECR that builds log in to, so that a Dockerfile can start from its private images.
 *
 * @example
 * import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
 * import { ImageRegistry, RegistryCredentials } from 'cdk-ecr-publishing';
 *
 * const secret = secretsmanager.Secret.fromSecretNameV2(this, 'DockerHubSecret', 'ci/docker-hub');
 * const dockerHub = ImageRegistry.dockerHub(RegistryCredentials.fromSecretsManager(secret));
 */
@publicApi
export class ImageRegistry {
  /**
   * Docker Hub. Without credentials, it limits the pulls of each address, and the machines of CodeBuild and GitHub share theirs.
   *
   * @see https://docs.docker.com/docker-hub/usage/
   * @param credentials a Docker ID, and an access token that may read.
   */
  public static dockerHub(credentials: RegistryCredentials): ImageRegistry {
    return new ImageRegistry('docker.io', credentials);
  }

  /**
   * GitHub's registry, `ghcr.io`.
   *
   * @see https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry
   * @param credentials the name of a user, and a classic token with `read:packages`. By default, a workflow uses its own
   * `GITHUB_TOKEN`, with `packages: read`. It may pull packages that its repository has access to. Builds outside GitHub throw
   * without credentials.
   */
  public static gitHub(credentials?: RegistryCredentials): ImageRegistry {
    return new ImageRegistry('ghcr.io', credentials);
  }

  /**
   * Any other registry, such as `quay.io`, `registry.gitlab.com` or `acme.azurecr.io`.
   *
   * @param host the host, with its port if it has one. Throws if it is not a host, and for registries of Amazon ECR, whose
   * repositories are `baseImages`.
   * @param credentials the user name and password.
   */
  public static host(host: string, credentials: RegistryCredentials): ImageRegistry {
    validate('host', host, credentialHostRule);
    return new ImageRegistry(canonicalHost(host), credentials);
  }

  private constructor(
    /** The host, as images name it. @internal */
    public readonly _host: string,
    private readonly credentials?: RegistryCredentials,
  ) {}

  /** The address that `docker login` needs. @internal */
  public get _login(): string {
    return knownRegistry(this._host)?.login ?? this._host;
  }

  /** The credentials in Secrets Manager, if they are there. @internal */
  public get _stored(): StoredCredentials | undefined {
    return this.credentials?._stored;
  }

  /** The credentials in variables of GitLab or Bitbucket, if they are there. @internal */
  public get _ciVariables(): CiVariablesCredentials | undefined {
    return this.credentials?._ciVariables;
  }

  /** The credentials in GitHub, if they are there. @internal */
  public get _gitHub(): GitHubCredentials | undefined {
    return this.credentials === undefined ? runToken : this.credentials._gitHub;
  }
}

const runToken: GitHubCredentials = {
  username: '${{ github.actor }}',
  password: '${{ secrets.GITHUB_TOKEN }}',
  isRunToken: true,
};

/** Refuses a registry that is listed twice: only the credentials of the last login would be used. */
export function refuseRepeatedRegistries(path: string, registries: readonly ImageRegistry[]): void {
  const hosts = registries.map(({ _host }) => _host);
  hosts.forEach((host, index) => {
    refuseIf(`${path}[${index}]`, hosts.indexOf(host) < index ? `must be listed once, got ${host} again` : undefined);
  });
}

/** The credentials in Secrets Manager. Throws if they are only in GitHub, whose workflows alone can read them. */
export function storedCredentials(path: string, registry: ImageRegistry): StoredCredentials {
  if (registry._stored) return registry._stored;
  const { _host: host, _gitHub: gitHub } = registry;
  const problem =
    gitHub?.isRunToken === true
      ? `must have credentials, got none for ${host}. Only a GitHub workflow has a GITHUB_TOKEN. Use RegistryCredentials.fromSecretsManager().`
      : gitHub === undefined
        ? `must have credentials in Secrets Manager, got variables of a CI system for ${host}. Only a pipeline of GitLab or Bitbucket has them.`
        : `must have credentials in Secrets Manager, got secrets of GitHub for ${host}. Only a GitHub workflow can read them.`;
  throw new InvalidInputError(`\`${path}\` ${problem}`);
}

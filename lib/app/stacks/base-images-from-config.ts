import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { type BaseImageOptions } from '../../base-image/base-image-options';
import { ImageRegistry } from '../../base-image/image-registry';
import { RegistryCredentials } from '../../base-image/registry-credentials';
import { RegistryMirror } from '../../base-image/registry-mirror';
import { InvalidInputError, quote } from '../../private/validation/validation';
import { type BuildConfig } from '../config/schema';
import { type EnvironmentStacks } from './environment-stacks';
import { secretNamed } from './secret-from-config';

/** The parts of an entry that name the images of others. */
type BaseImagesConfig = Pick<BuildConfig, 'baseImages' | 'registries' | 'mirrors'> &
  Partial<Pick<BuildConfig, 'localDockerfile'>>;
type RegistryConfig = NonNullable<BuildConfig['registries']>[number];
type MirrorConfig = NonNullable<BuildConfig['mirrors']>[number];

/** The images of others that a build of the config starts from. */
export function baseImageOptionsOf(
  environment: EnvironmentStacks,
  scope: Construct,
  { baseImages, registries, mirrors, localDockerfile }: BaseImagesConfig,
): BaseImageOptions {
  return {
    baseImages: baseImages && baseImagesOf(environment, scope, 'baseImages', baseImages),
    registries: registries?.map((registry) => registryOf(scope, registry)),
    mirrors: mirrors?.map(mirrorOf),
    localDockerfile,
  };
}

/** The repositories of this environment by their names, and others by their ARNs. */
export function baseImagesOf(
  environment: EnvironmentStacks,
  scope: Construct,
  path: string,
  baseImages: readonly string[],
): IRepository[] {
  return baseImages.map((base, index) => {
    if (base.startsWith('arn:')) return Repository.fromRepositoryArn(scope, `${path}|${base}`, base);
    const found = environment.repositories.get(base);
    if (found) return found;
    throw new InvalidInputError(
      `\`${path}[${index}]\` must be a repository of this environment, got ${quote(base)}. Write the ARN of one in another environment.`,
    );
  });
}

function registryOf(scope: Construct, registry: RegistryConfig): ImageRegistry {
  const { host, secret, encryptionKey, username, usernameKey, passwordKey } = registry;
  const imported = secretNamed(scope, `registries|${host}`, secret, encryptionKey);
  const credentials = RegistryCredentials.fromSecretsManager(imported, { username, usernameKey, passwordKey });
  return ImageRegistry.host(host, credentials);
}

function mirrorOf({ host, mirror = '', pullThroughCache, account, region }: MirrorConfig): RegistryMirror {
  return pullThroughCache === undefined
    ? RegistryMirror.host(host, mirror)
    : RegistryMirror.pullThroughCache(host, pullThroughCache, { account, region });
}

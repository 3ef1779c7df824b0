import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type Construct } from 'constructs';
import { ImageCompatibility, ImageProvenance } from '../../build-input/attestations';
import { BuildSecret } from '../../build-input/build-secret';
import { type ImageBuildOptions } from '../../build/image-build-options';
import { ImageBuilder } from '../../build/image-builder';
import { ImageCache } from '../../build/image-cache';
import { type RunRefs } from '../../naming/run-refs';
import { refuseIf } from '../../private/validation/validation';
import { baseImageOptionsOf } from './base-images-from-config';
import { buildTagsOf } from './build-tags-from-config';
import { testsOf } from './tests-from-config';
import { type BuildConfig } from '../config/schema';
import { type EnvironmentStacks } from './environment-stacks';
import { secretNamed } from './secret-from-config';

type SecretConfig = NonNullable<BuildConfig['secrets']>[number];

const provenances = { none: ImageProvenance.NONE, min: ImageProvenance.MIN, max: ImageProvenance.MAX };
const compatibilities = { oci: ImageCompatibility.OCI, lambda: ImageCompatibility.LAMBDA };

/** The options of a build that are about its image. */
export function buildImageOptionsOf(
  environment: EnvironmentStacks,
  scope: Construct,
  build: BuildConfig,
  refs: RunRefs | undefined,
): ImageBuildOptions {
  const { builder, target, provenance, compatibility } = build;
  return {
    platforms: build.platforms?.map((platform) => Platform.custom(platform)),
    emulation: build.emulation,
    builder: builderOf(build),
    dockerfile: build.dockerfile,
    context: build.context,
    target: builder === 'earthly' ? undefined : target,
    buildArgs:
      build.buildArgs &&
      byName(
        'buildArgs',
        build.buildArgs.map(({ name, value }) => [name, value]),
      ),
    labels:
      build.labels &&
      byName(
        'labels',
        build.labels.map(({ key, value }) => [key, value]),
      ),
    environmentVariables:
      build.environmentVariables &&
      byName(
        'environmentVariables',
        build.environmentVariables.map(({ name, value }) => [name, value]),
      ),
    commandsBeforeBuild: build.commandsBeforeBuild,
    commandsAfterPush: build.commandsAfterPush,
    submodules: build.submodules,
    lfs: build.lfs,
    artifacts: build.artifacts,
    artifactBucket: build.artifactBucket === undefined ? undefined : bucketNamed(scope, build.artifactBucket),
    alwaysPull: build.alwaysPull,
    noCache: build.noCache,
    tests: testsOf(build.tests),
    attestations: build.attestations,
    secrets: build.secrets && secretsOf(scope, build.secrets),
    tags: build.tags && buildTagsOf(environment.repositories.get(build.repository), refs, build.tags),
    ...baseImageOptionsOf(environment, scope, build),
    cache: build.cache && cacheOf(environment, build.cache),
    provenance: provenance && provenances[provenance],
    sbom: build.sbom,
    compatibility: compatibility && compatibilities[compatibility],
  };
}

function bucketNamed(scope: Construct, name: string): IBucket {
  return Bucket.fromBucketName(scope, 'ArtifactBucket', name);
}

/** The builder of a build. The schema has checked that its options are complete. */
function builderOf({ builder = 'buildx', tools, earthly, target = '', commands = [] }: BuildConfig): ImageBuilder {
  if (builder === 'script') return ImageBuilder.script(commands);
  if (builder === 'earthly') return ImageBuilder.earthly({ target, buildKitImage: tools?.buildKit, ...earthly });
  return ImageBuilder.buildx({
    buildKitImage: tools?.buildKit,
    sbomGeneratorImage: tools?.sbomGenerator,
    emulatorImage: tools?.emulator,
  });
}

/** The secrets of a build. Their names are checked before any is imported. */
function secretsOf(scope: Construct, secrets: readonly SecretConfig[]): Record<string, BuildSecret> {
  const named = byName(
    'secrets',
    secrets.map((secret) => [secret.id, secret]),
  );
  return Object.fromEntries(Object.entries(named).map(([id, secret]) => [id, secretOf(scope, secret)]));
}

function secretOf(scope: Construct, { id, secret, jsonKey, parameter = '', encryptionKey }: SecretConfig): BuildSecret {
  if (secret === undefined) {
    const key = encryptionKey === undefined ? undefined : Key.fromKeyArn(scope, `${id}|Key`, encryptionKey);
    const imported = StringParameter.fromSecureStringParameterAttributes(scope, `${id}|Parameter`, {
      parameterName: parameter,
    });
    return BuildSecret.fromSsmParameter(imported, { encryptionKey: key });
  }
  return BuildSecret.fromSecretsManager(secretNamed(scope, id, secret, encryptionKey), jsonKey);
}

function cacheOf(
  environment: EnvironmentStacks,
  { repository }: NonNullable<BuildConfig['cache']>,
): ImageCache | undefined {
  if (repository === undefined) return ImageCache.local();
  const found = environment.repositories.get(repository);
  refuseIf('cache.repository', found ? undefined : `must be a repository of this environment, got '${repository}'`);
  return found && ImageCache.registry(found);
}

/** An object from a list of the file. The file has a list, so that a name cannot be mistaken for a key of the config. */
function byName<T>(path: string, pairs: readonly (readonly [string, T])[]): Record<string, T> {
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  refuseIf(path, twice === undefined ? undefined : `must list each name once, got '${twice}' again`);
  return Object.fromEntries(pairs);
}

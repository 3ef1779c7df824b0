import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { type ImageBuildOptions } from '../../build/image-build-options';
import { ImageBuilder } from '../../build/image-builder';
import { ImageCache } from '../../build/image-cache';
import { type RunRefs } from '../../naming/run-refs';
import { refuseIf } from '../../private/validation/validation';
import { baseImageOptionsOf } from './base-images-from-config';
import { buildTagsOf } from './build-tags-from-config';
import { type BuildConfig } from '../config/schema';
import { type EnvironmentStacks } from './environment-stacks';
import { imageInputsOf } from './image-inputs-from-config';

/** The options of a build that are about its image. */
export function buildImageOptionsOf(
  environment: EnvironmentStacks,
  scope: Construct,
  build: BuildConfig,
  refs: RunRefs | undefined,
): ImageBuildOptions {
  const { builder, target } = build;
  return {
    ...imageInputsOf(scope, build),
    builder: builderOf(build),
    target: builder === 'earthly' ? undefined : target,
    artifactBucket: build.artifactBucket === undefined ? undefined : bucketNamed(scope, build.artifactBucket),
    tags: build.tags && buildTagsOf(environment.repositories.get(build.repository), refs, build.tags),
    ...baseImageOptionsOf(environment, scope, build),
    cache: build.cache && cacheOf(environment, build.cache),
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

function cacheOf(
  environment: EnvironmentStacks,
  { repository }: NonNullable<BuildConfig['cache']>,
): ImageCache | undefined {
  if (repository === undefined) return ImageCache.local();
  const found = environment.repositories.get(repository);
  refuseIf('cache.repository', found ? undefined : `must be a repository of this environment, got '${repository}'`);
  return found && ImageCache.registry(found);
}

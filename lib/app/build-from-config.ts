import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageBuildProject } from '../build/image-build-project';
import { buildSourceOf } from './build-source-from-config';
import { type BuildConfig } from './config-schema';
import { constructId, type EnvironmentStack } from './environment-stack';

/** Makes one build of the config in one environment, which its repository goes to. */
export function addBuild(stack: EnvironmentStack, build: BuildConfig): void {
  const repository = stack.repositories.get(build.repository);
  if (repository === undefined) return; // the repository itself was refused, which is said already
  const id = constructId(build.name);
  const scope = stack.section('Builds');
  new ImageBuildProject(scope, id, {
    projectName: build.name,
    repository,
    source: buildSourceOf(scope, id, build.source),
    platforms: build.platforms?.map((platform) => Platform.custom(platform)),
    dockerfile: build.dockerfile,
    context: build.context,
    encryptionKey: stack.buildKey,
  });
}

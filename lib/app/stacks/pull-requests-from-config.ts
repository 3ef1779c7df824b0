import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageCheckProject } from '../../build/image-check-project';
import { type ImageSource } from '../../build/source/image-source';
import { logRetentionOf } from '../../private/aws/log-retention';
import { type BuildConfig } from '../config/schema';
import { constructId, type EnvironmentStack } from './environment-stack';

/** Adds the project that checks the pull requests of a build, if the config has one. */
export function addPullRequestChecks(stack: EnvironmentStack, build: BuildConfig, source: ImageSource): void {
  const { pullRequests, platforms, dockerfile, context } = build;
  if (pullRequests === undefined) return;
  const project = new ImageCheckProject(stack.section('PullRequests'), constructId(build.name), {
    projectName: `${build.name}-pull-requests`,
    source,
    ...pullRequests,
    platforms: platforms?.slice(0, 1).map((platform) => Platform.custom(platform)),
    ...(pullRequests.privileged === true && { dockerfile, context }),
    logRetention: logRetentionOf(build.logRetentionDays),
    encryptionKey: stack.buildKey,
  });
  stack.pullRequests.set(build.name, project);
}

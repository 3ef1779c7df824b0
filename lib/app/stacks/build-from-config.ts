import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ImageBuildProject } from '../../build/image-build-project';
import { ImageCheckProject } from '../../build/image-check-project';
import { type ImageSource } from '../../build/source/image-source';
import { logRetentionOf } from '../../private/aws/log-retention';
import { buildImageOptionsOf } from './build-image-from-config';
import { buildOperationsOf } from './build-operations-from-config';
import { buildSourceOf } from './build-source-from-config';
import { type BuildConfig } from '../config/schema';
import { constructId, type EnvironmentStack } from './environment-stack';

/** Adds one build of the config to the environment of its repository. */
export function addBuild(stack: EnvironmentStack, build: BuildConfig): void {
  const repository = stack.repositories.get(build.repository);
  if (repository === undefined) return; // the problem of the repository is reported already
  const id = constructId(build.name);
  const scope = stack.section('Builds');
  const parts = new Construct(scope, `${id}|Parts`);
  const { failureTopics = [] } = build;
  const source = buildSourceOf(scope, id, build.source);
  const project = new ImageBuildProject(scope, id, {
    projectName: build.name,
    repository,
    source,
    ...buildImageOptionsOf(stack, parts, build),
    ...buildOperationsOf(parts, build),
    encryptionKey: stack.buildKey,
  });
  stack.builds.set(build.name, project);
  addPullRequestChecks(stack, build, source);
  failureTopics.forEach((topicArn, index) => {
    project.notifyOnBuildFailed(`Failed${index || ''}`, Topic.fromTopicArn(parts, topicArn, topicArn));
  });
}

/** Adds the project that checks the pull requests of a build, if the config has one. */
function addPullRequestChecks(stack: EnvironmentStack, build: BuildConfig, source: ImageSource): void {
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

import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ImageBuildProject } from '../../build/image-build-project';
import { buildImageOptionsOf } from './build-image-from-config';
import { buildOperationsOf } from './build-operations-from-config';
import { buildSourceOf } from './build-source-from-config';
import { type BuildConfig } from '../config/schema';
import { addPullRequestChecks } from './pull-requests-from-config';
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

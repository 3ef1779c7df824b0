import { Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { ImageBuildProject } from '../../build/image-build-project';
import { ImageCheckProject } from '../../build/image-check-project';
import { type ImageSource } from '../../build/source/image-source';
import { awsLimits } from '../../private/aws/limits';
import { shortened } from '../../private/text/short-hash';
import { logRetentionOf } from '../../private/aws/log-retention';
import { baseImagesOf } from './base-images-from-config';
import { buildImageOptionsOf } from './build-image-from-config';
import { buildOperationsOf } from './build-operations-from-config';
import { buildSourceOf } from './build-source-from-config';
import { type BuildConfig } from '../config/schema';
import { buildKeyOf } from './build-key';
import { deploysOf } from './deploys-from-config';
import { checkInputsOf } from './image-inputs-from-config';
import { testsOf } from './tests-from-config';
import { constructId, type EnvironmentStacks } from './environment-stacks';

/**
 * Adds one build of the config to the environment of its repository. Returns its source, or undefined if the repository has a
 * problem, which is reported already.
 */
export function addBuild(environment: EnvironmentStacks, build: BuildConfig): ImageSource | undefined {
  const repository = environment.repositories.get(build.repository);
  if (repository === undefined) return undefined;
  const id = constructId(build.name);
  const scope = environment.buildScope(build.name, 'Builds');
  const parts = new Construct(scope, `${id}|Parts`);
  const { failureTopics = [] } = build;
  const whole = buildSourceOf(scope, id, build.source);
  const source = build.part ? whole._forImage(build.part) : whole;
  const project = new ImageBuildProject(scope, id, {
    projectName: build.name,
    repository,
    source,
    ...buildImageOptionsOf(environment, parts, build, source._refs),
    ...buildOperationsOf(parts, build),
    deploys: deploysOf([environment], build.deploys),
    encryptionKey: buildKeyOf(Stack.of(scope), environment.config.name),
  });
  environment.builds.set(build.name, project);
  failureTopics.forEach((topicArn, index) => {
    project.notifyOnBuildFailed(`Failed${index || ''}`, Topic.fromTopicArn(parts, topicArn, topicArn));
  });
  return source;
}

/** The name of the project that checks the pull requests of a build. A name that would be too long ends in a hash. */
function checkProjectName(name: string): string {
  const ending = '-pull-requests';
  return `${shortened(name, awsLimits.codeBuild.projectNameCharacters - ending.length)}${ending}`;
}

/** Adds the project that checks the pull requests of a build. */
export function addPullRequestChecks(
  environment: EnvironmentStacks,
  build: BuildConfig,
  source: ImageSource,
  pullRequests: NonNullable<BuildConfig['pullRequests']>,
): void {
  const scope = environment.buildScope(build.name, 'PullRequests');
  const parts = new Construct(scope, `${constructId(build.name)}|Parts`);
  const { baseImages, logGroup } = pullRequests;
  const project = new ImageCheckProject(scope, constructId(build.name), {
    projectName: checkProjectName(build.name),
    source,
    ...pullRequests,
    tests: testsOf(pullRequests.tests),
    baseImages: baseImages && baseImagesOf(environment, parts, 'pullRequests.baseImages', baseImages),
    ...checkInputsOf(build, pullRequests.privileged === true),
    logGroup: logGroup === undefined ? undefined : LogGroup.fromLogGroupName(parts, 'LogGroup', logGroup),
    logRetention: logGroup === undefined ? logRetentionOf(build.logRetentionDays) : undefined,
    encryptionKey: buildKeyOf(Stack.of(scope), environment.config.name),
  });
  environment.pullRequests.set(build.name, project);
}

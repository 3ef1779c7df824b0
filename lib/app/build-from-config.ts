import { Repository as CodeCommitRepository } from 'aws-cdk-lib/aws-codecommit';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { ImageBuildProject } from '../build/image-build-project';
import { ImageSource } from '../build/image-source';
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
    source: sourceOf(scope, id, build.source),
    platforms: build.platforms?.map((platform) => Platform.custom(platform)),
    dockerfile: build.dockerfile,
    context: build.context,
    encryptionKey: stack.buildKey,
  });
}

/** The schema has made sure that exactly one of the kinds is there. */
function sourceOf(scope: Construct, id: string, source: BuildConfig['source']): ImageSource {
  const { github, connectionArn = '', branches, codeCommit, branch, s3 } = source;
  if (github !== undefined) return ImageSource.gitHub(github, { connectionArn, branches });
  if (codeCommit !== undefined) {
    return ImageSource.codeCommit(CodeCommitRepository.fromRepositoryName(scope, `${id}|Source`, codeCommit), {
      branch,
    });
  }
  const { bucket = '', key = '' } = s3 ?? {};
  return ImageSource.s3(Bucket.fromBucketName(scope, `${id}|Source`, bucket), key);
}

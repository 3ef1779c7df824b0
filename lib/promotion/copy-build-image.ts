import { Stack, Token } from 'aws-cdk-lib';
import { type IBuildImage, ImagePullPrincipalType, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { type Construct } from 'constructs';
import { knownRepositoryArn } from '../private/aws/arn';
import { pullActions } from '../private/aws/ecr-actions';
import { foreignArnProblem, partitionOf } from '../private/aws/partition';
import { partitionOfRegion } from '../private/aws/region-partition';
import { type StatementJson } from '../private/aws/policy-document';
import { warnOfMovingImages } from '../private/constructs/moving-images';
import { warnOfUnreachableImages, warnOfUnreachableTool } from '../private/constructs/unreachable-images';
import { refuseIf } from '../private/validation/validation';

interface CopyBuildImage {
  readonly buildImage: IBuildImage;
  /** The permission to pull the image, if it is in a private registry of Amazon ECR. */
  readonly statements: StatementJson[];
}

/** The build image of a project. Warns if it may change, or if builds may not reach it or the tool for copies that it lacks. */
export function copyBuildImage(
  scope: Construct,
  given: IBuildImage | undefined,
  { needsRegctl } = { needsRegctl: true },
): CopyBuildImage {
  if (given === undefined) {
    if (needsRegctl) warnOfUnreachableTool(scope);
    return { buildImage: LinuxBuildImage.fromCodeBuildImageId('aws/codebuild/standard:8.0'), statements: [] };
  }
  if (given.imagePullPrincipalType === ImagePullPrincipalType.CODEBUILD) return { buildImage: given, statements: [] };
  warnOfMovingImages(scope, { buildImage: given.imageId });
  warnOfUnreachableImages(scope, { buildImage: given.imageId });
  const arn = repositoryArnOf(scope, given);
  if (arn === undefined) return { buildImage: given, statements: [] };
  refuseIf('buildImage', foreignArnProblem(arn, Stack.of(scope)));
  return {
    buildImage: given,
    statements: [{ Sid: 'PullBuildImage', Effect: 'Allow', Action: pullActions, Resource: arn }],
  };
}

const privateImage = /^(?<account>\d{12})\.dkr\.ecr(?:-fips)?\.(?<region>[a-z0-9-]+)\.[a-z0-9.-]+\/(?<name>[^:@]+)/;

/** The ARN of the repository of an image. Undefined if it is in another registry than Amazon ECR. */
function repositoryArnOf(scope: Construct, { repository, imageId }: IBuildImage): string | undefined {
  if (repository !== undefined) return knownRepositoryArn(repository);
  const parts = Token.isUnresolved(imageId) ? undefined : privateImage.exec(imageId)?.groups;
  if (parts === undefined) return undefined;
  const { account = '', region = '', name = '' } = parts;
  const partition = partitionOfRegion(region) ?? partitionOf(Stack.of(scope));
  return `arn:${partition}:ecr:${region}:${account}:repository/${name}`;
}

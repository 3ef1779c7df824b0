import { type IBuildImage, LinuxArmBuildImage, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { type ImagePlatform } from '../private/oci/image-platform';

/** Ids, because the oldest supported aws-cdk-lib has no constants for these images. */
const amd64 = 'aws/codebuild/standard:8.0';
const arm64 = 'aws/codebuild/amazonlinux-aarch64-standard:4.0';

/** The build image of CodeBuild for a platform. Both images hold Docker, buildx, jq and the AWS CLI. */
export function buildImageFor(platform: ImagePlatform): IBuildImage {
  return platform === 'linux/arm64'
    ? LinuxArmBuildImage.fromCodeBuildImageId(arm64)
    : LinuxBuildImage.fromCodeBuildImageId(amd64);
}

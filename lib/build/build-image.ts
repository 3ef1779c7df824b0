import { type IBuildImage, LinuxArmBuildImage, LinuxBuildImage } from 'aws-cdk-lib/aws-codebuild';
import { type ImagePlatform } from '../private/oci/image-platform';

/** By id: the constants for these images came to aws-cdk-lib later than the oldest version that this works with. */
const amd64 = 'aws/codebuild/standard:8.0';
const arm64 = 'aws/codebuild/amazonlinux-aarch64-standard:4.0';

/** CodeBuild's own image for builds of a platform; both hold Docker, buildx, jq and the AWS CLI. */
export function buildImageFor(platform: ImagePlatform): IBuildImage {
  return platform === 'linux/arm64'
    ? LinuxArmBuildImage.fromCodeBuildImageId(arm64)
    : LinuxBuildImage.fromCodeBuildImageId(amd64);
}

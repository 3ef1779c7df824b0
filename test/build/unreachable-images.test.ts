import { type Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ImageBuilder } from '../../lib/build/image-builder';
import { ImageBuildProject } from '../../lib/build/image-build-project';
import { ImageSource } from '../../lib/build/source/image-source';
import { account, newStack, warningsOf } from '../synthesis';

const id = 'cdk-ecr-publishing:UnreachableFromRegion';

function warnings(region: string, props: object = {}): string[] {
  const stack: Stack = newStack({ env: { account, region } });
  new ImageBuildProject(stack, 'Build', {
    repository: Repository.fromRepositoryName(stack, 'Service', 'service'),
    source: ImageSource.s3(Bucket.fromBucketName(stack, 'Sources', 'sources'), 'service.zip'),
    ...props,
  });
  return warningsOf(stack).filter((warning) => warning.includes(id));
}

const warning = (hosts: string, options: string) =>
  `Builds in China may not reach ${hosts}. Copy the images to Amazon ECR, and set ${options}. [ack: Annotation::${id}]`;
const digest = `sha256:${'0'.repeat(64)}`;
const own = (name: string) => `${account}.dkr.ecr.cn-north-1.amazonaws.com.cn/${name}@${digest}`;

test('warns of the default images in China, by the options that replace them', () => {
  expect(warnings('cn-north-1')).toEqual([
    warning('public.ecr.aws and mirror.gcr.io', '`buildKitImage` and `sbomGeneratorImage`'),
  ]);
});

test('warns of the image that emulates only if it is used', () => {
  const builder = ImageBuilder.buildx({ buildKitImage: own('buildkit'), sbomGeneratorImage: own('sbom') });
  expect(warnings('cn-north-1', { builder })).toEqual([]);
  const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
  expect(warnings('cn-north-1', { builder, platforms })).toEqual([]);
  expect(warnings('cn-north-1', { builder, platforms, emulation: true })).toEqual([
    warning('public.ecr.aws', '`emulatorImage`'),
  ]);
});

test('does not name the image of the package list if there is none', () => {
  expect(warnings('cn-northwest-1', { sbom: false })).toEqual([warning('public.ecr.aws', '`buildKitImage`')]);
});

test('warns of the image of Earthly, and not of a script, which has none', () => {
  expect(warnings('cn-north-1', { builder: ImageBuilder.earthly({ target: 'docker' }) })).toEqual([
    warning('mirror.gcr.io', '`buildKitImage`'),
  ]);
  expect(warnings('cn-north-1', { builder: ImageBuilder.script(['make push']) })).toEqual([]);
});

test('warns of Earthly if builds download it', () => {
  const builder = ImageBuilder.earthly({ target: 'docker', sha256: '0'.repeat(64), buildKitImage: own('buildkit') });
  expect(warnings('cn-north-1', { builder })).toEqual([
    'Builds in China may not reach github.com, from which they download Earthly. Use another builder, such as buildx. ' +
      `[ack: Annotation::${id}]`,
  ]);
  expect(warnings('us-east-1', { builder })).toEqual([]);
});

test.each(['us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1', 'us-isof-south-1'])(
  'warns in %s, whose network has no way to the internet',
  (region) => {
    expect(warnings(region, { sbom: false })).toEqual([
      `Builds in ${region} cannot reach public.ecr.aws. Copy the images to Amazon ECR, and set \`buildKitImage\`. ` +
        `[ack: Annotation::${id}]`,
    ]);
  },
);

test.each(['us-east-1', 'eusc-de-east-1', 'us-gov-west-1'])('does not warn in %s', (region) => {
  expect(warnings(region)).toEqual([]);
});

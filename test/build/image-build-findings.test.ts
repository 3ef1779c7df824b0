import { Stack } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ImageCompatibility } from '../../lib/build-input/attestations';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { ImageBuilder } from '../../lib/build/image-builder';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageCache } from '../../lib/build/image-cache';
import { ImageSource } from '../../lib/build/source/image-source';
import { ImageTag } from '../../lib/naming/image-tag';
import { readFindings } from '../example-apps';
import { addAllPacks } from '../nag-packs';
import { env, newApp } from '../synthesis';
import { addProject, connectionArn } from './build-project';

process.env.CDK_VALIDATION = 'true'; // CloudFormation's own validation, which other tests go without

const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const source = ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] });

test.each<[string, (stack: Stack) => Partial<ImageBuildProjectProps>]>([
  ['one platform', () => ({})],
  ['two platforms, by a webhook', () => ({ platforms, source })],
  ['two platforms, emulated', () => ({ platforms, emulation: true })],
  ['Lambda', () => ({ compatibility: ImageCompatibility.LAMBDA })],
  ['Earthly', () => ({ builder: ImageBuilder.earthly({ target: 'docker' }) })],
  ['a script', () => ({ builder: ImageBuilder.script(['true']) })],
  ['a local cache', () => ({ cache: ImageCache.local(), tags: [ImageTag.commit(), ImageTag.semanticVersion()] })],
  [
    'a registry cache',
    (stack) => ({
      cache: ImageCache.registry(
        Repository.fromRepositoryArn(stack, 'Cache', 'arn:aws:ecr:eu-west-1:123456789012:repository/cache'),
      ),
    }),
  ],
  [
    'secrets, arguments and labels',
    (stack) => ({
      buildArgs: { VERSION: '1' },
      labels: { 'org.opencontainers.image.title': 'Pizza' },
      secrets: {
        npm: BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(stack, 'Npm', 'npm'), 'token'),
        pip: BuildSecret.fromSsmParameter(
          StringParameter.fromSecureStringParameterAttributes(stack, 'Pip', { parameterName: '/pip' }),
          { encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/1') },
        ),
      },
    }),
  ],
])('no pack of cdk-nag and no rule of CloudFormation finds anything: %s', (_, props) => {
  const app = newApp({ builtinCloudFormationValidation: true });
  addAllPacks(app);
  const stack = new Stack(app, 'Stack', { env });
  addProject(stack, props(stack));
  const found = readFindings(app.synth()).flatMap(({ violations }) => violations);
  expect(found).toEqual([]);
});

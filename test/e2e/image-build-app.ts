import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import {
  BuildSecret,
  ImageBuilder,
  ImageBuildProject,
  type ImageBuildProjectProps,
  ImageCache,
  ImageCompatibility,
  ImageRegistry,
  ImageRepository,
  ImageSource,
  ImageTag,
  RegistryCredentials,
  RegistryMirror,
  VersionChannel,
} from '../../lib';
import {
  licenseSecret,
  npmSecret,
  otherRegistry,
  parameterName,
  place,
  registrySecret,
  repositories,
} from './image-build-names';
import { builderImages } from './registry-ground/builder-images';

/** One project for each way to build, each with a repository and its own stack. */
const app = new App({ defaultStackSynthesizer: new BootstraplessSynthesizer() });

const images = builderImages(place);
const buildx = ImageBuilder.buildx({ buildKitImage: images.buildKit, sbomGeneratorImage: images.sbomScanner });
const source = ImageSource.gitHub('acme/service', {
  connectionArn: `arn:aws:codeconnections:${place.region}:${place.account}:connection/aaaaaaaa-1111-2222-3333-444444444444`,
});

function addProject(
  name: string,
  repositoryName: string,
  props: Partial<ImageBuildProjectProps> = {},
  mutableTags?: string[],
  stack = new Stack(app, name, { env: place }),
): void {
  const repository = new ImageRepository(stack, 'Repository', { repositoryName, mutableTags });
  new ImageBuildProject(stack, 'Build', { repository, source, projectName: name, builder: buildx, ...props });
}

const serviceStack = new Stack(app, 'service', { env: place });
const cache = new ImageRepository(serviceStack, 'Cache', {
  repositoryName: repositories.cache,
  mutableTags: ['cache-*'],
});

addProject(
  'service',
  repositories.service,
  {
    tags: [
      ImageTag.commit(),
      ImageTag.shortCommit(),
      ImageTag.branch('branch-'),
      ImageTag.semanticVersion(),
      ImageTag.fixed('latest'),
    ],
    buildArgs: { FLAVOUR: 'four cheese; "$(touch pwned)"' },
    labels: { 'org.opencontainers.image.title': 'Pizza `service` $HOME' },
    secrets: {
      npm: BuildSecret.fromSecretsManager(Secret.fromSecretNameV2(serviceStack, 'Npm', npmSecret.name), npmSecret.key),
      license: BuildSecret.fromSsmParameter(
        StringParameter.fromSecureStringParameterAttributes(serviceStack, 'License', {
          parameterName: licenseSecret.name,
        }),
      ),
    },
    cache: ImageCache.registry(cache),
    imageParameter: StringParameter.fromStringParameterName(serviceStack, 'Image', parameterName),
  },
  ['latest', 'branch-*'],
  serviceStack,
);
addProject('platforms', repositories.platforms, { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] });
addProject('lambda', repositories.lambda, { compatibility: ImageCompatibility.LAMBDA });
addProject('earthly', repositories.earthly, {
  builder: ImageBuilder.earthly({ target: 'docker' }),
  buildArgs: { FLAVOUR: 'margherita' },
});
addProject('script', repositories.script, {
  builder: ImageBuilder.script([
    'DOCKER_BUILDKIT=0 docker build --tag "$IMAGE_URI" "$BUILD_CONTEXT"',
    'docker push "$IMAGE_URI"',
  ]),
});
addProject('local-cache', repositories.localCache, { cache: ImageCache.local() });
addProject('broken', repositories.broken);
addProject(
  'releases',
  repositories.releases,
  {
    tags: [
      ImageTag.commit(),
      ImageTag.semanticVersion({ channels: [VersionChannel.MAJOR, VersionChannel.MINOR, VersionChannel.LATEST] }),
      ImageTag.fixed('edge'),
    ],
  },
  ['1', '1.2', '1.3', 'latest', 'edge'],
);
const basesStack = new Stack(app, 'on-bases', { env: place });
const registryLogin = RegistryCredentials.fromSecretsManager(
  Secret.fromSecretNameV2(basesStack, 'Registry', registrySecret),
  { usernameKey: 'user' },
);
addProject(
  'on-bases',
  repositories.onBases,
  {
    registries: [ImageRegistry.host(otherRegistry.host, registryLogin)],
    mirrors: [RegistryMirror.pullThroughCache('docker.io', 'docker-hub')],
  },
  undefined,
  basesStack,
);
// No tag names the commit of these images, so only the image itself contains it.
const withoutCommit = [ImageTag.buildNumber(), ImageTag.fixed('edge')];
addProject('annotated', repositories.annotated, { tags: withoutCommit }, ['edge']);
addProject('labelled', repositories.labelled, { tags: withoutCommit, compatibility: ImageCompatibility.LAMBDA }, [
  'edge',
]);

import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  ImageBuilder,
  ImageBuildProject,
  ImageRegistry,
  ImageRepository,
  ImageSource,
  ImageTag,
  RegistryCredentials,
  VersionChannel,
} from '../../lib';
import { otherRegistry, place, registrySecret, repositories } from './image-build-names';
import { builderImages } from './registry-ground/builder-images';

/** A project whose releases are built again when their base image changes. That image is in a registry outside ECR. */
const app = new App({ defaultStackSynthesizer: new BootstraplessSynthesizer() });
const stack = new Stack(app, 'rebuilt', { env: place });
const images = builderImages(place);
const login = RegistryCredentials.fromSecretsManager(Secret.fromSecretNameV2(stack, 'Registry', registrySecret), {
  usernameKey: 'user',
});

const build = new ImageBuildProject(stack, 'Build', {
  projectName: 'rebuilt',
  repository: new ImageRepository(stack, 'Repository', {
    repositoryName: repositories.rebuilt,
    mutableTags: ['1.2', 'latest'],
  }),
  source: ImageSource.gitHub('acme/service', {
    connectionArn: `arn:aws:codeconnections:${place.region}:${place.account}:connection/aaaaaaaa-1111-2222-3333-444444444444`,
    tagPatterns: ['v*'],
  }),
  builder: ImageBuilder.buildx({ buildKitImage: images.buildKit, sbomGeneratorImage: images.sbomScanner }),
  tags: [ImageTag.semanticVersion({ channels: [VersionChannel.MINOR, VersionChannel.LATEST] })],
  registries: [ImageRegistry.host(otherRegistry.host, login)],
  rebuilds: { schedule: ScheduleExpression.cron({ weekDay: 'MON', hour: '3', minute: '0' }) },
});

// The test starts the builds, because moto has no EventBridge Scheduler. Unit tests read the schedule and its role.
build.node.tryRemoveChild('Rebuilds');

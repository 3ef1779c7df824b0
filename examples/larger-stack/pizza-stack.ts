import { type App, Duration, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import {
  EcsDeployment,
  GitHubOidcProvider,
  GitHubPublisherRole,
  GitHubSubject,
  ImageBuildProject,
  ImageConsumer,
  ImageRepository,
  ImageRetention,
  ImageSource,
  RepositoryAccess,
} from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { acknowledgeForCheckov } from './checkov';
import { LogKey } from './log-key';
import { PizzaService } from './pizza-service';

const env = { account: '123456789012', region: 'us-east-1' };
const gitHubRepository = 'acme/jwt-pizza-service';
const gitHubIds = { ownerId: '1001', repositoryId: '2002' };
const connectionArn = `arn:aws:codeconnections:${env.region}:${env.account}:connection/11111111-2222-3333-4444-555555555555`;

const ownKey =
  'Images are encrypted with AES-256 by a key that ECR owns. They hold no secrets, so that is enough here.';

/** Adds the whole stack of one team to an app: the network, the service, the images, and their publishers. */
export function addPizzaStack(app: App): Stack {
  return new PizzaStack(app, 'pizza', { env, description: 'The pizza service with its images' });
}

class PizzaStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const repository = this.images();
    const logKey = new LogKey(this, 'LogKey');
    const { service } = new PizzaService(this, 'Pizza', { repository, logKey });

    new GitHubPublisherRole(this, 'GitHub', {
      roleName: 'pizza-publisher',
      subjects: [GitHubSubject.environment(gitHubRepository, 'production', gitHubIds)],
      repositories: [repository],
      provider: new GitHubOidcProvider(this, 'GitHubOidcProvider'),
      deploys: [EcsDeployment.toService(service)],
    });
    new ImageBuildProject(this, 'Snapshots', {
      repository,
      source: ImageSource.gitHub(gitHubRepository, { connectionArn, branches: ['main'] }),
      platforms: [Platform.LINUX_ARM64],
      encryptionKey: logKey,
    });
    this.shareBaseImages();
  }

  /** Uses an intrinsic function. Otherwise CDK reads the zones from the account at synth. */
  public override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  private images(): ImageRepository {
    const repository = new ImageRepository(this, 'Images', {
      repositoryName: 'jwt-pizza-service',
      mutableTags: ['latest'], // every other tag is immutable
      retention: [
        ImageRetention.protect('release-*', 'latest'),
        ImageRetention.expireUntagged(Duration.days(1)),
        ImageRetention.keepNewest(20),
      ],
    });
    acknowledgeForCheckov(repository, {
      CKV_AWS_51: 'Only the tag latest can be moved, as the service follows it. All other tags are immutable.',
      CKV_AWS_136: ownKey,
    });
    repository.allowPull(ImageConsumer.account('111111111111'), ImageConsumer.organization('o-a1b2c3d4e5'));
    return repository;
  }

  /** A repository that another part of the stack creates with the CDK's own construct. */
  private shareBaseImages(): void {
    const baseImages = new ecr.Repository(this, 'BaseImages', {
      repositoryName: 'base-images',
      imageScanOnPush: true,
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledgeForCheckov(baseImages, { CKV_AWS_136: ownKey });
    RepositoryAccess.of(baseImages).allowPull(ImageConsumer.lambda('222222222222'));
  }
}

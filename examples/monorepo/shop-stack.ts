import { type App, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  GitHubPublisherRole,
  GitHubSubject,
  ImageBuildProjects,
  ImageRepository,
  ImageRetention,
  ImageSource,
} from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { folders, sharedPaths } from './images';

const env = { account: '123456789012', region: 'us-east-1' };
const connectionArn = `arn:aws:codeconnections:${env.region}:${env.account}:connection/11111111-2222-3333-4444-555555555555`;

/** Adds the stack of three images that one GitHub repository holds to an app. */
export function addShopStack(app: App): void {
  new ShopStack(app, 'shop', { env, description: 'Three images of one source' });
}

class ShopStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const encryptionKey = new kms.Key(this, 'ImageKey', { description: 'Container images', enableKeyRotation: true });
    const images = folders.map(({ context, paths }) => ({
      context,
      paths,
      repository: this.images(context, encryptionKey),
    }));

    // CodeBuild builds each commit of main: only the images whose folders changed.
    new ImageBuildProjects(this, 'Builds', {
      source: ImageSource.gitHub('acme/shop', { connectionArn, branches: ['main'] }),
      images: images.map(({ context, paths, repository }) => ({ name: context, repository, context, paths })),
      paths: sharedPaths,
      projectName: 'shop',
    });

    // GitHub Actions builds the releases: all images of a Git tag such as v1.2.3.
    const role = new GitHubPublisherRole(this, 'Releases', {
      roleName: 'shop-releases',
      subjects: [GitHubSubject.tagPattern('acme/shop', 'v*', { ownerId: '1', repositoryId: '2' })],
      repositories: images.map(({ repository }) => repository),
    });
    Validations.of(role).acknowledge({
      id: 'cdk-ecr-publishing:GitHubSubjectPattern',
      reason: 'A ruleset of acme/shop lets only the maintainers create tags like v1.2.3.',
    });
  }

  private images(name: string, encryptionKey: kms.IKey): ImageRepository {
    return new ImageRepository(this, name, {
      repositoryName: `shop/${name}`,
      retention: [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(50)],
      encryptionKey,
    });
  }
}

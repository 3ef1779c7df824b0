import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  EcsDeployment,
  GitHubOidcProvider,
  GitHubPublisherRole,
  GitHubSubject,
  ImageConsumer,
  type ImageRepository,
  ImageRetention,
} from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { addContributor } from './contributor';
import { acceptForCheckov, acceptUsers, addRepository } from './repositories';

const partners = ['111111111111', '222222222222'];

/** The repositories of us-east-1, and the roles that push to them. */
export class ProdStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const service = this.addService();
    this.addSharedRepository();
    this.addEarthlyRepository();
    this.addPublisher(service);
    addContributor(this, 'alice');
  }

  /** GitHub Actions pushes to it, and ECS runs the images. All tags but `latest` are immutable. */
  private addService(): ImageRepository {
    const repository = addRepository(this, 'jwt-pizza-service', {
      mutableTags: ['latest'],
      retention: [
        ImageRetention.protect('release-*', 'latest'),
        ImageRetention.expireUntagged(Duration.days(1)),
        ImageRetention.keepNewest(10),
      ],
    });
    acceptForCheckov(
      repository,
      'CKV_AWS_51',
      'Only the tag latest can be moved, which the ECS service does not deploy by. All other tags are immutable.',
    );
    return repository;
  }

  /** Two other accounts pull from it, two users push to it, and the security team reads it. */
  private addSharedRepository(): void {
    const repository = addRepository(this, 'namespace/myapp');
    const users = [user('push-pull-user-1'), user('push-pull-user-2')];
    repository.allowPull(
      ...partners.map((account) => ImageConsumer.account(account)),
      ...partners.map((account) => ImageConsumer.codeBuild(account)),
      ImageConsumer.lambda('222222222222'),
      ...users,
    );
    repository.allowPush(...users);
    repository.allowRead(ImageConsumer.role('arn:aws:iam::333333333333:role/security-reviewer'));
    acceptUsers(repository);
  }

  /** A developer pushes to it with Earthly, and the organization pulls from it. */
  private addEarthlyRepository(): void {
    const repository = addRepository(this, 'hello-earthly');
    const developer = user('push-pull-user');
    repository.allowPull(developer, ImageConsumer.organization('o-a1b2c3d4e5'));
    repository.allowPush(developer);
    acceptUsers(repository);
  }

  /** The role of two GitHub repositories. Each is trusted for its main branch only. */
  private addPublisher(service: ImageRepository): void {
    const publisher = new GitHubPublisherRole(this, 'github-ci', {
      roleName: 'github-ci',
      provider: new GitHubOidcProvider(this, 'GitHubOidcProvider'),
      subjects: [
        GitHubSubject.branch('acme/jwt-pizza', 'main', { ownerId: '1001', repositoryId: '2001' }),
        GitHubSubject.branch('acme/jwt-pizza-service', 'main', { ownerId: '1001', repositoryId: '2002' }),
      ],
      repositories: [service],
      deploys: [EcsDeployment.named('jwt-pizza-service', 'jwt-pizza-service', { passRoles: ['jwt-pizza-ecs'] })],
    });
    new CfnOutput(publisher, 'Output', {
      value: publisher.role.roleArn,
      description: 'The ARN of the role github-ci, for role-to-assume in the workflow',
    });
  }
}

function user(name: string): ImageConsumer {
  return ImageConsumer.user(`arn:aws:iam::123456789012:user/${name}`);
}

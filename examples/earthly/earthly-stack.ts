import { type App, type CfnResource, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  ImageBuilder,
  ImageBuildProject,
  ImageConsumer,
  ImagePushAccess,
  ImageRepository,
  ImageRetention,
  ImageSource,
  ImageTag,
} from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { earthly } from './earthly-version';

const env = { account: '123456789012', region: 'us-east-1' };
const connectionArn = `arn:aws:codeconnections:${env.region}:${env.account}:connection/11111111-2222-3333-4444-555555555555`;
const userName = 'push-pull-user';

/** Adds the stack of an image that Earthly builds, here and in CodeBuild, to an app. */
export function addEarthlyStack(app: App): void {
  new EarthlyStack(app, 'hello-earthly', { env, description: 'An image that Earthly builds' });
}

class EarthlyStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const encryptionKey = new kms.Key(this, 'Key', { description: 'Images and messages', enableKeyRotation: true });
    const repository = this.images(encryptionKey);
    this.allowUser(repository);
    const build = new ImageBuildProject(this, 'Build', {
      projectName: 'hello-earthly',
      repository,
      source: ImageSource.gitHub('acme/hello-earthly', { connectionArn, branches: ['main'] }),
      builder: ImageBuilder.earthly({ target: 'build', ...earthly }),
      tags: [ImageTag.commit(), ImageTag.fixed('with-love')],
    });
    build.notifyOnBuildFailed('Failed', new sns.Topic(this, 'Builds', { masterKey: encryptionKey, enforceSSL: true }));
  }

  private images(encryptionKey: kms.IKey): ImageRepository {
    const repository = new ImageRepository(this, 'Images', {
      repositoryName: 'hello-earthly',
      mutableTags: ['with-love'], // every other tag is immutable
      retention: [
        ImageRetention.protect('with-love'),
        ImageRetention.expireUntagged(Duration.days(1)),
        ImageRetention.keepNewest(20),
      ],
      encryptionKey,
    });
    const comment = 'Only the tag with-love can be moved, as it is the newest image. All other tags are immutable.';
    (repository.node.defaultChild as CfnResource).addMetadata('checkov', { skip: [{ id: 'CKV_AWS_51', comment }] });
    return repository;
  }

  /** Lets a user push and pull from any machine. */
  private allowUser(repository: ImageRepository): void {
    const user = ImageConsumer.user(`arn:aws:iam::${env.account}:user/${userName}`);
    repository.allowPull(user);
    repository.allowPush(user);
    Validations.of(repository).acknowledge({
      id: 'cdk-ecr-publishing:IamUser',
      reason: 'Earthly runs on a machine outside of AWS, until single sign-on is there. Its keys are rotated.',
    });
    // ECR refuses the login in the policy of a repository, so the user has it from a group.
    const { managedPolicies } = new ImagePushAccess(this, 'Push', { repositories: [repository] });
    const group = new iam.Group(this, 'Publishers', { managedPolicies });
    group.addUser(iam.User.fromUserName(this, 'User', userName));
  }
}

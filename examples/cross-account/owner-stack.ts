import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ImageConsumer, ImageRepository } from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { appName, consumer, serviceName, startRoleName, userNames } from './agreement';

const partner = '111111111111';

/** The owner's repositories. The policy of each allows principals of other accounts. */
export class OwnerStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    // The key policy names no other account: ECR decrypts images for all principals that may pull.
    const encryptionKey = new kms.Key(this, 'ImageKey', { description: 'Container images', enableKeyRotation: true });
    const repository = (name: string, repositoryName: string) =>
      new ImageRepository(this, name, { repositoryName, encryptionKey });

    // The role of the other account with which ECS starts tasks.
    const startRole = ImageConsumer.role(`arn:aws:iam::${consumer}:role/${startRoleName}`);
    repository('Service', serviceName).allowPull(startRole);

    // Lambda functions of the other account, and the principals that create them.
    repository('History', 'jwt-pizza-history').allowPull(ImageConsumer.lambda(consumer));

    // CodeBuild projects of two accounts that run in this image, with their roles or with CodeBuild's own credentials.
    repository('BuildTools', 'build-tools').allowPull(
      ImageConsumer.account(partner),
      ImageConsumer.account(consumer),
      ImageConsumer.codeBuild(partner),
      ImageConsumer.codeBuild(consumer),
    );

    // Two users of the other account that push and pull.
    const users = userNames.map((name) => ImageConsumer.user(`arn:aws:iam::${consumer}:user/${name}`));
    const app = repository('App', appName);
    app.allowPull(...users);
    app.allowPush(...users);
    Validations.of(app).acknowledge({
      id: 'cdk-ecr-publishing:IamUser',
      reason: 'These two push from their own machines until single sign-on is there. Their keys are rotated.',
    });
  }
}

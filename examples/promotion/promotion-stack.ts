import { type App, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import {
  ImageConsumer,
  ImagePromotion,
  ImageRepository,
  ImageRetention,
  TemporaryPushAccess,
} from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { type Contributor, contributors } from './contributors';
import { gate } from './gate';

const env = { account: '123456789012', region: 'us-east-1' };
const roleArn = (name: string) => `arn:aws:iam::${env.account}:role/${name}`;

/** Adds the stack of pushed and approved images to an app. */
export function addPromotionStack(app: App): void {
  new PromotionStack(app, 'workflow-images', { env, description: 'Images that contributors push for workflows' });
}

class PromotionStack extends Stack {
  /** One key for both sides. With different keys ECR copies layers instead of sharing them. */
  private readonly encryptionKey = new kms.Key(this, 'ImageKey', {
    description: 'Images for workflows',
    enableKeyRotation: true,
  });

  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const promotion = new ImagePromotion(this, 'Promotion', {
      sourcePrefix: 'incoming/',
      targetPrefix: 'nextflow-approved/',
      gate,
      promotionName: 'workflow-images',
    });
    const { topic, deadLetterQueue } = promotion;
    topic.addSubscription(new subscriptions.EmailSubscription('user-services@example.com', { deadLetterQueue }));
    for (const contributor of contributors) {
      this.addIncoming(contributor);
      promotion.addTarget(this.addApproved(contributor));
    }
  }

  /** Creates the repository that only the contributor pushes to. No one pulls from it. */
  private addIncoming({ name, expiresAt }: Contributor): void {
    const repository = new ImageRepository(this, `Incoming-${name}`, {
      repositoryName: `incoming/${name}`,
      retention: [ImageRetention.expireOlderThan(Duration.days(90))],
      encryptionKey: this.encryptionKey,
    });
    const access = new TemporaryPushAccess(this, `Push-${name}`, {
      repository,
      assumedBy: new iam.ArnPrincipal(roleArn('user-services')),
      expiresAt,
      contributor: name,
      roleName: `incoming-${name}`,
    });
    new CfnOutput(this, `HandOut-${name}`, { value: access.renderAdminHandout() });
    new CfnOutput(this, `Contributor-${name}`, { value: access.renderContributorHandout() });
  }

  /** Creates the repository with the images that workflows run. Only the promotion pushes to it. */
  private addApproved({ name }: Contributor): ImageRepository {
    const approved = new ImageRepository(this, `Approved-${name}`, {
      repositoryName: `nextflow-approved/${name}`,
      retention: [ImageRetention.expireUntagged(Duration.days(14)), ImageRetention.keepNewest(1000)],
      encryptionKey: this.encryptionKey,
    });
    approved.allowPull(ImageConsumer.role(roleArn('workflow-runner')));
    return approved;
  }
}

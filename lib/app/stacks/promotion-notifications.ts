import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { makeTopic } from '../../promotion/promotion-topic';
import { type RegistryStack } from './registry-stack';

/** The topic for the results of all promotions of a stack, with its key, so that one subscription is enough. */
export class PromotionNotifications extends Construct {
  public readonly key: Key;
  public readonly topic: Topic;

  /** The one of a stack, which is created when the first promotion needs it. */
  public static of(stack: RegistryStack, name: string): PromotionNotifications {
    return (
      (stack.node.tryFindChild('Verdicts') as PromotionNotifications | undefined) ??
      new PromotionNotifications(stack, name)
    );
  }

  private constructor(stack: RegistryStack, name: string) {
    super(stack, 'Verdicts');
    this.key = new Key(this, 'Key', {
      description: `Logs and messages of the image promotions of environment ${name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.topic = makeTopic(this, name, this.key);
    stack.addOutput(this, () => this.topic.topicArn, 'The topic for the results of pushed images. Subscribe to it.');
  }
}

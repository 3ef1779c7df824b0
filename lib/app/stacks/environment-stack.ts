import { type App, CfnOutput, CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type Topic } from 'aws-cdk-lib/aws-sns';
import { awsLimits } from '../../private/aws/limits';
import { type TemporaryPushAccess } from '../../access/contributor/temporary-push-access';
import { makeTopic } from '../../promotion/promotion-topic';
import { type ImageRepository } from '../../repository/image-repository';
import { type EnvironmentConfig } from '../config/schema';

const { resourcesOfStack, outputsOfStack: mostOutputs } = awsLimits.cloudFormation;

/** The limit of CloudFormation, without the resource that the CDK CLI adds for its metadata. */
const mostResources = resourcesOfStack - 1;

/** The stack of one environment. Each kind of named part has its own scope, so that equal names do not conflict. */
export class EnvironmentStack extends Stack {
  public readonly repositories = new Map<string, ImageRepository>();
  public readonly publishers = new Map<string, Construct>();
  public readonly builds = new Map<string, Construct>();
  public readonly pullRequests = new Map<string, Construct>();
  public readonly contributors = new Map<string, Construct>();
  public readonly pushAccess = new Map<string, TemporaryPushAccess>();
  private readonly sections = new Map<string, Construct>();
  private resourcesOfEqual = 0;
  private readonly outputs: { scope: Construct; value: () => string; description: string }[] = [];
  private key?: Key;
  private notifications?: { readonly key: Key; readonly topic: Topic };

  public constructor(
    app: App,
    public readonly config: EnvironmentConfig,
  ) {
    super(app, `ecr-publishing-${config.name}`, {
      env: { account: config.account, region: config.region },
      description: `The ECR registry of environment ${config.name}, made by cdk-ecr-publishing`,
    });
  }

  /** The scope of a kind of part. */
  public section(name: 'Repositories' | 'Publishers' | 'Builds' | 'PullRequests' | 'Contributors'): Construct {
    const section = this.sections.get(name) ?? new Construct(this, name);
    this.sections.set(name, section);
    return section;
  }

  /** The key for the logs of all builds. A key costs a dollar a month. */
  public get buildKey(): Key {
    return (this.key ??= new Key(this, 'BuildKey', {
      description: `Logs and artifacts of the image builds of environment ${this.config.name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    }));
  }

  /** The topic, with its key, for the results of all promotions, so that one subscription is enough. */
  public get notificationTopic(): { readonly key: Key; readonly topic: Topic } {
    return (this.notifications ??= this.createNotificationTopic());
  }

  private createNotificationTopic(): { readonly key: Key; readonly topic: Topic } {
    const scope = new Construct(this, 'Verdicts');
    const key = new Key(scope, 'Key', {
      description: `Logs and messages of the image promotions of environment ${this.config.name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const topic = makeTopic(scope, this.config.name, key);
    this.addOutput(scope, () => topic.topicArn, 'The topic that tells what became of pushed images: subscribe to it');
    return { key, topic };
  }

  /** Remembers an output, which `createOutputs` creates. */
  public addOutput(scope: Construct, value: () => string, description: string): void {
    this.outputs.push({ scope, value, description });
  }

  /** Creates the outputs. If a template cannot hold them all, it creates one with the start of every repository URI. */
  public createOutputs(): void {
    if (this.outputs.length > mostOutputs) {
      const value = `${this.account}.dkr.ecr.${this.region}.${this.urlSuffix}`;
      new CfnOutput(this, 'Registry', { value, description: 'The registry; its repositories are too many to list' });
      return;
    }
    for (const { scope, value, description } of this.outputs) {
      new CfnOutput(scope, 'Output', { value: value(), description });
    }
  }

  /** Counts the resources of repositories that are not created, because they are equal to a created one. */
  public countEqual(repository: string, count: number): void {
    const created = this.repositories.get(repository);
    if (created) this.resourcesOfEqual += count * resourcesIn(created);
  }

  /** The problems of the stack as a whole, which CloudFormation would refuse. */
  public problems(): readonly string[] {
    const count = resourcesIn(this) + this.resourcesOfEqual;
    if (count <= mostResources) return [];
    return [
      `must have at most ${mostResources} resources, got ${count}. CloudFormation accepts ${resourcesOfStack}, and the CDK adds one. ` +
        'Divide the repositories into several files, and give the environments of each file other names.',
    ];
  }
}

function resourcesIn(scope: Construct): number {
  return scope.node.findAll().filter((construct) => CfnResource.isCfnResource(construct)).length;
}

/** Returns a name as a construct id. A slash divides a path, and CDK's replacement for it could be another name. */
export function constructId(name: string): string {
  return name.replaceAll('/', ':');
}

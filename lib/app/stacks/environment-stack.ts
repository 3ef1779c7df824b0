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

/** Less the resource that the CDK CLI adds for its metadata. */
const mostResources = resourcesOfStack - 1;

/** The stack of one environment. Each kind of thing that has names has a scope of its own, so that they can't collide. */
export class EnvironmentStack extends Stack {
  public readonly repositories = new Map<string, ImageRepository>();
  public readonly publishers = new Map<string, Construct>();
  public readonly builds = new Map<string, Construct>();
  public readonly pullRequests = new Map<string, Construct>();
  public readonly contributors = new Map<string, Construct>();
  public readonly pushAccess = new Map<string, TemporaryPushAccess>();
  private readonly sections = new Map<string, Construct>();
  private unmade = 0;
  private readonly wishes: { scope: Construct; value: () => string; description: string }[] = [];
  private key?: Key;
  private verdicts?: { readonly key: Key; readonly topic: Topic };

  public constructor(
    app: App,
    public readonly config: EnvironmentConfig,
  ) {
    super(app, `ecr-publishing-${config.name}`, {
      env: { account: config.account, region: config.region },
      description: `The ECR registry of environment ${config.name}, made by cdk-ecr-publishing`,
    });
  }

  /** The scope of a kind of thing. */
  public section(name: 'Repositories' | 'Publishers' | 'Builds' | 'PullRequests' | 'Contributors'): Construct {
    const section = this.sections.get(name) ?? new Construct(this, name);
    this.sections.set(name, section);
    return section;
  }

  /** One key for the logs of all builds: a key for each would cost a dollar a month for each. */
  public get buildKey(): Key {
    return (this.key ??= new Key(this, 'BuildKey', {
      description: `Logs and artifacts of the image builds of environment ${this.config.name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    }));
  }

  /** One topic, and one key, for the verdicts on what all contributors push: people subscribe once. */
  public get verdictTopic(): { readonly key: Key; readonly topic: Topic } {
    return (this.verdicts ??= this.makeVerdictTopic());
  }

  private makeVerdictTopic(): { readonly key: Key; readonly topic: Topic } {
    const scope = new Construct(this, 'Verdicts');
    const key = new Key(scope, 'Key', {
      description: `Logs and messages of the image promotions of environment ${this.config.name}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const topic = makeTopic(scope, this.config.name, key);
    this.wishOutput(scope, () => topic.topicArn, 'The topic that tells what became of pushed images: subscribe to it');
    return { key, topic };
  }

  /** Asks for an output; `addOutputs` makes them, as many as a template holds. */
  public wishOutput(scope: Construct, value: () => string, description: string): void {
    this.wishes.push({ scope, value, description });
  }

  /** Makes the outputs, or where they are too many the one that the URI of every repository starts with. */
  public addOutputs(): void {
    if (this.wishes.length > mostOutputs) {
      const value = `${this.account}.dkr.ecr.${this.region}.${this.urlSuffix}`;
      new CfnOutput(this, 'Registry', { value, description: 'The registry; its repositories are too many to list' });
      return;
    }
    for (const { scope, value, description } of this.wishes) {
      new CfnOutput(scope, 'Output', { value: value(), description });
    }
  }

  /** Counts the resources of repositories that are not made, since they are equal to one that is. */
  public countEqual(repository: string, count: number): void {
    const made = this.repositories.get(repository);
    if (made) this.unmade += count * resourcesIn(made);
  }

  /** What CloudFormation would refuse in the stack as a whole. */
  public problems(): readonly string[] {
    const count = resourcesIn(this) + this.unmade;
    if (count <= mostResources) return [];
    return [
      `must make at most ${mostResources} resources, got ${count}; CloudFormation takes ${resourcesOfStack}, and the CDK adds one: split ` +
        'the repositories over several files, each with environments of its own names',
    ];
  }
}

function resourcesIn(scope: Construct): number {
  return scope.node.findAll().filter((construct) => CfnResource.isCfnResource(construct)).length;
}

/** A name as the id of a construct: a slash would part its path, and CDK's substitute could be another name. */
export function constructId(name: string): string {
  return name.replaceAll('/', ':');
}

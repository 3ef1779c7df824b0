import { type App, CfnOutput, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { awsLimits } from '../../private/aws/limits';
import { type StackPart } from '../config/environments/stack-names';
import { type EnvironmentConfig } from '../config/schema';

const { resourcesOfStack, outputsOfStack: mostOutputs } = awsLimits.cloudFormation;

/** The limit of CloudFormation, without the resource that the CDK CLI adds for its metadata. */
const mostResources = resourcesOfStack - 1;

const titles: Readonly<Record<StackPart, string>> = {
  repositories: 'The ECR repositories',
  publishers: 'The identity providers and publisher roles',
  builds: 'The image builds',
  contributors: 'The contributors and promotions',
};

/** How full the stacks are with the number of shards that a message names. */
const plannedShare = 0.8;

/** One stack of an environment. */
export class RegistryStack extends Stack {
  private readonly sections = new Map<string, Construct>();
  private resourcesOfEqual = 0;
  private readonly outputs: { scope: Construct; value: () => string; description: string }[] = [];

  public constructor(
    app: App,
    stackName: string,
    environment: EnvironmentConfig,
    public readonly part: StackPart,
    private readonly shards: number,
    tags: Readonly<Record<string, string>>,
  ) {
    const { name, account, region } = environment;
    super(app, stackName, {
      env: { account, region },
      description: `${titles[part]} of environment ${name}, made by cdk-ecr-publishing`,
    });
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value);
  }

  /** The scope of a kind of part. */
  public section(name: string): Construct {
    const section = this.sections.get(name) ?? new Construct(this, name);
    this.sections.set(name, section);
    return section;
  }

  /** Remembers an output, which `createOutputs` creates. */
  public addOutput(scope: Construct, value: () => string, description: string): void {
    this.outputs.push({ scope, value, description });
  }

  /** Creates the outputs. If a template cannot hold them all, it creates one with the start of every repository URI. */
  public createOutputs(): void {
    if (this.outputs.length > mostOutputs) {
      const value = `${this.account}.dkr.ecr.${this.region}.${this.urlSuffix}`;
      new CfnOutput(this, 'Registry', { value, description: 'The registry. Its repositories are too many to list.' });
      return;
    }
    for (const { scope, value, description } of this.outputs) {
      new CfnOutput(scope, 'Output', { value: value(), description });
    }
  }

  /** Counts the resources of a repository that is not created, because it is equal to a created one. */
  public countEqual(created: Construct): void {
    this.resourcesOfEqual += resourcesIn(created);
  }

  /** The problem of the stack as a whole, which CloudFormation would refuse. */
  public problems(): readonly string[] {
    const count = resourcesIn(this) + this.resourcesOfEqual;
    if (count <= mostResources) return [];
    return [
      `must have at most ${mostResources} resources in stack ${this.stackName}, got ${count}. CloudFormation accepts ` +
        `${resourcesOfStack}, and the CDK adds one. ${this.remedy(count)}`,
    ];
  }

  /** Names are not spread quite evenly, so the shards are planned with some room. */
  private remedy(count: number): string {
    if (this.part === 'publishers') return 'Let some publishers share a role.';
    const shards = Math.ceil((this.shards * count) / (mostResources * plannedShare));
    return `Set \`shards: ${shards}\`. It divides repositories, builds and contributors by their names.`;
  }
}

function resourcesIn(scope: Construct): number {
  return scope.node.findAll().filter((construct) => CfnResource.isCfnResource(construct)).length;
}

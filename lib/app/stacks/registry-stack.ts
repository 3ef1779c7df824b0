import { CfnOutput, CfnResource, Stack, TagManager, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { awsLimits } from '../../private/aws/limits';
import { type StackPart } from '../config/environments/stack-names';
import { type EnvironmentConfig } from '../config/schema';
import { InexactSizeError } from './inexact-size-error';

const { resourcesOfStack, outputsOfStack: mostOutputs, templateBytes } = awsLimits.cloudFormation;

/** The limit of CloudFormation, without the resource that the CDK CLI adds for its metadata. */
const mostResources = resourcesOfStack - 1;

/** The limit of CloudFormation, without room for the metadata and the checks that the CDK adds at synth. */
const mostBytes = templateBytes - 10_000;

const titles: Readonly<Record<StackPart, string>> = {
  repositories: 'The ECR repositories',
  publishers: 'The identity providers, publisher roles and policies of identities',
  builds: 'The image builds',
  contributors: 'The contributors and promotions',
  registry: 'The settings of the registry',
};

/** The context with which the CDK writes templates without white space. */
const suppressIndentation = '@aws-cdk/core:suppressTemplateIndentation';

/** How full the stacks are with the number of shards that a message names. */
const plannedShare = 0.8;

/** The most bytes of the output of a repository, without its name. */
const bytesWithoutName = 400;

/** The most mentions of a repository's name: the resource, its id and its path, and those in the output. */
const mentionsOfName = 7;

/** One stack of an environment. */
export class RegistryStack extends Stack {
  private readonly sections = new Map<string, Construct>();
  private readonly sizesOfEqual = new Map<Construct, { resources: number; bytes: number }>();
  private resourcesOfEqual = 0;
  private bytesOfEqual = 0;
  private outputsOfEqual = 0;
  /** The most bytes that equal repositories have in addition, because of their longer names. */
  private bytesOfLongerNames = 0;
  private readonly outputs: { scope: Construct; value: () => string; description: string }[] = [];

  public constructor(
    scope: Construct,
    stackName: string,
    environment: EnvironmentConfig,
    public readonly part: StackPart,
    private readonly shards: number,
    private readonly stackTags: Readonly<Record<string, string>>,
  ) {
    const { name, account, region } = environment;
    super(scope, stackName, {
      stackName, // in a stage, the CDK would put the name of the stage before it
      env: { account, region },
      description: `${titles[part]} of environment ${name}, made by cdk-ecr-publishing`,
    });
    for (const [key, value] of Object.entries(stackTags)) Tags.of(this).add(key, value);
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
    if (!this.hasRoomForOutputs()) {
      const value = `${this.account}.dkr.ecr.${this.region}.${this.urlSuffix}`;
      new CfnOutput(this, 'Registry', { value, description: 'The registry. Its repositories are too many to list.' });
      return;
    }
    for (const { scope, value, description } of this.outputs) {
      new CfnOutput(scope, 'Output', { value: value(), description });
    }
  }

  /** Counts the resources of a repository that is not created, because it is equal to a created one. */
  public countEqual(created: Construct, createdName: string, name: string): void {
    const sizes = this.sizesOfEqual.get(created) ?? this.sizesOf(created);
    this.sizesOfEqual.set(created, sizes);
    this.resourcesOfEqual += sizes.resources;
    this.bytesOfEqual += sizes.bytes;
    this.outputsOfEqual += 1;
    this.bytesOfLongerNames += mentionsOfName * Math.max(0, name.length - createdName.length);
  }

  /** The size of the template, without what the CDK adds at synth. */
  public templateBytes(): number {
    return this.bytesOf(this._toCloudFormation()) + this.bytesOfTags(resourcesIn(this));
  }

  /** The problem of the stack as a whole, which CloudFormation would refuse. */
  public problems(): readonly string[] {
    const count = resourcesIn(this).length + this.resourcesOfEqual;
    if (count > mostResources) {
      return [
        `must have at most ${mostResources} resources in stack ${this.stackName}, got ${count}. CloudFormation accepts ` +
          `${resourcesOfStack}, and the CDK adds one. ${this.remedy(count / mostResources)}`,
      ];
    }
    const bytes = this.templateBytes() + this.bytesOfEqual;
    if (this.bytesOfEqual > 0 && bytes + this.mostUncountedBytes() > mostBytes) throw new InexactSizeError();
    if (bytes <= mostBytes) return [];
    return [
      `must have at most ${mostBytes.toLocaleString('en')} bytes in the template of stack ${this.stackName}, got ` +
        `${bytes.toLocaleString('en')}. CloudFormation accepts ${templateBytes.toLocaleString('en')}, and the CDK adds some. ` +
        this.remedy(bytes / mostBytes),
    ];
  }

  private hasRoomForOutputs(): boolean {
    return this.outputs.length + this.outputsOfEqual <= mostOutputs;
  }

  private mostUncountedBytes(): number {
    return this.bytesOfLongerNames + (this.hasRoomForOutputs() ? this.outputsOfEqual * bytesWithoutName : 0);
  }

  /** The CDK writes the tags of the stack to each resource at synth. */
  private bytesOfTags(resources: readonly CfnResource[]): number {
    const tags = Object.entries(this.stackTags).map(([Key, Value]) => ({ Key, Value }));
    if (tags.length === 0) return 0;
    const taggable = resources.filter((resource) => TagManager.isTaggable(resource)).length;
    return taggable * this.bytesOf({ Resources: { Id: { Properties: { Tags: tags } } } });
  }

  private sizesOf(created: Construct) {
    const resources = resourcesIn(created);
    return {
      resources: resources.length,
      bytes: this.bytesOf(resources.map((resource) => resource._toCloudFormation())) + this.bytesOfTags(resources),
    };
  }

  /** The bytes of a part of the template, as the CDK writes it. */
  private bytesOf(part: unknown): number {
    const indented = this.node.tryGetContext(suppressIndentation) !== true;
    return Buffer.byteLength(JSON.stringify(this.resolve(part), undefined, indented ? 1 : undefined));
  }

  /** Names are not spread quite evenly, so the shards are planned with some room. */
  private remedy(share: number): string {
    if (this.part === 'publishers') return 'Let some publishers share a role.';
    const shards = Math.ceil((this.shards * share) / plannedShare);
    return `Set \`shards: ${shards}\`. It divides repositories, builds and contributors by their names.`;
  }
}

function resourcesIn(scope: Construct): CfnResource[] {
  return scope.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
}

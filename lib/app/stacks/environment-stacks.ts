import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type TemporaryPushAccess } from '../../access/contributor/temporary-push-access';
import { type PublishFileFacts } from '../../github/workflow/publish-file';
import { type ImageRepository } from '../../repository/image-repository';
import { shardOf } from '../config/environments/shard';
import { stackNameOf, type StackPart } from '../config/environments/stack-names';
import { type EnvironmentConfig, type RegistryConfig, type RepositoryConfig } from '../config/schema';
import { type RepositoryEntry } from '../config/repositories/all-repositories';
import { RegistryStack } from './registry-stack';

/** A file of a CI system. */
export interface PublishFile {
  readonly renderYaml: () => string;
  /** The work of the file, in words. */
  readonly _facts: () => PublishFileFacts;
  /** The base images that were not checked, in words. */
  readonly _warnings: () => readonly string[];
}

/** The scope of all stacks, or a function that returns the one of each stack. */
export type StackScope = Construct | ((environment: EnvironmentConfig, part: StackPart) => Construct);

/** The stacks of one environment. Each kind of part has its own stacks. */
export class EnvironmentStacks {
  public readonly repositories = new Map<string, ImageRepository>();
  public readonly publishers = new Map<string, Construct>();
  /** The files that the config describes, by the names of their publishers. */
  public readonly workflows = new Map<string, PublishFile>();
  public readonly identities = new Map<string, Construct>();
  public readonly builds = new Map<string, Construct>();
  public readonly pullRequests = new Map<string, Construct>();
  public readonly contributors = new Map<string, Construct>();
  public readonly registry = new Map<string, Construct>();
  public readonly pushAccess = new Map<string, TemporaryPushAccess>();
  private readonly shards: number;
  private readonly tags: Readonly<Record<string, string>>;
  private readonly byName = new Map<string, RegistryStack>();

  public constructor(
    private readonly scope: StackScope,
    public readonly config: EnvironmentConfig,
    { shards = 1, tags = {} }: Pick<RegistryConfig, 'shards' | 'tags'>,
  ) {
    this.shards = shards;
    this.tags = tags;
  }

  /** The stacks that hold something. */
  public get stacks(): readonly RegistryStack[] {
    return [...this.byName.values()];
  }

  /** The stack of the roles and identity providers of an account. */
  public get publisherStack(): RegistryStack {
    return this.stack('publishers', 1);
  }

  /** The scope of a repository. Each kind of part has its own scope, so that equal names do not conflict. */
  public repositoryScope(name: string): Construct {
    return this.repositoryStack(name).section('Repositories');
  }

  public publisherScope(): Construct {
    return this.publisherStack.section('Publishers');
  }

  public identityScope(): Construct {
    return this.publisherStack.section('Identities');
  }

  public buildScope(name: string, kind: 'Builds' | 'PullRequests'): Construct {
    return this.stack('builds', shardOf(name, this.shards)).section(kind);
  }

  public registryScope(): Construct {
    return this.stack('registry', 1).section('Registry');
  }

  public contributorStack(name: string): RegistryStack {
    return this.stack('contributors', shardOf(name, this.shards));
  }

  public contributorScope(name: string): Construct {
    return this.contributorStack(name).section('Contributors');
  }

  /** Remembers an output of the stack that a construct is in. */
  public addOutput(scope: Construct, value: () => string, description: string): void {
    this.byName.get(Stack.of(scope).stackName)?.addOutput(scope, value, description);
  }

  /** Counts the resources of repositories that are not created, because they are equal to a created one. */
  public countEqual(created: RepositoryConfig, equal: readonly RepositoryEntry[]): void {
    const construct = this.repositories.get(created.name);
    if (construct === undefined) return;
    for (const { repository } of equal)
      this.repositoryStack(repository.name).countEqual(construct, created.name, repository.name);
  }

  private repositoryStack(name: string): RegistryStack {
    return this.stack('repositories', shardOf(name, this.shards));
  }

  private stack(part: StackPart, shard: number): RegistryStack {
    const stackName = stackNameOf(this.config, part, shard);
    const found = this.byName.get(stackName);
    if (found) return found;
    const scope = Construct.isConstruct(this.scope) ? this.scope : this.scope(this.config, part);
    const stack = new RegistryStack(scope, stackName, this.config, part, this.shards, this.tags);
    this.byName.set(stackName, stack);
    return stack;
  }
}

/** Returns a name as a construct id. A slash divides a path, and CDK's replacement for it could be another name. */
export function constructId(name: string): string {
  return name.replaceAll('/', ':');
}

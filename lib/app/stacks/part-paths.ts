import { pathOfKey } from '../config/builds/built-images';
import { type RegistryConfig } from '../config/schema';
import { repositoriesOf } from '../config/repositories/all-repositories';
import { type EnvironmentStacks } from './environment-stacks';

/** The paths of a config by the paths of the constructs that its parts became. */
export class PartPaths {
  private readonly byConstruct = new Map<string, string>();

  public constructor(config: RegistryConfig, environments: readonly EnvironmentStacks[]) {
    const repositories = new Map(repositoriesOf(config).map(({ repository: { name }, path }) => [name, path]));
    for (const environment of environments) {
      const at = `environments[${config.environments.indexOf(environment.config)}]`;
      for (const stack of environment.stacks) this.byConstruct.set(stack.node.path, at);
      this.addAll(environment.repositories, repositories);
      this.addAll(environment.publishers, pathsOf('publishers', config.publishers));
      this.addAll(environment.identities, pathsOf('identities', config.identities));
      this.addAll(environment.builds, pathsOfBuilds(config));
      this.addAll(environment.pullRequests, pathsOfBuilds(config, 'pullRequests'));
      this.addAll(environment.registry, new Map([['registry', 'registry']]));
      this.addAll(environment.contributors, pathsOf('contributors', config.contributors));
    }
  }

  /** The path of the part that a construct belongs to. It is empty if the construct belongs to no part. */
  public of(constructPath: string): string {
    for (let path = constructPath; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      // Some constructs of a part are next to it, with its id and a suffix.
      const found = this.byConstruct.get(path) ?? this.byConstruct.get(path.replace(/\|[^/|]*$/, ''));
      if (found !== undefined) return found;
    }
    return '';
  }

  private addAll(
    constructs: ReadonlyMap<string, { readonly node: { readonly path: string } }>,
    paths: ReadonlyMap<string, string>,
  ): void {
    for (const [name, { node }] of constructs) this.byConstruct.set(node.path, paths.get(name) ?? '');
  }
}

function pathsOf(section: string, items: readonly { name: string }[] = []): Map<string, string> {
  return new Map(items.map(({ name }, index) => [name, `${section}[${index}]`]));
}

function pathsOfBuilds({ builds = [] }: RegistryConfig, key?: string): Map<string, string> {
  return new Map(builds.map((build) => [build.name, key === undefined ? build.path : pathOfKey(build, key)]));
}

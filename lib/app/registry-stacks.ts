import { type App } from 'aws-cdk-lib';
import { InvalidInputError } from '../private/validation/validation';
import { groupedBy } from '../private/values/grouped-by';
import { buildEnvironments, environmentsOf } from './config/environments/deployed-environments';
import { ConfigError, type ConfigProblem, problemLine } from './config/problem';
import { type EnvironmentConfig, type RegistryConfig } from './config/schema';
import { acknowledge } from './stacks/acknowledge';
import { type EqualRepositories, repositoriesOf, type RepositoryEntry } from './stacks/config-repositories';
import { EnvironmentStack } from './stacks/environment-stack';
import { awaitNamedRoles } from './stacks/named-roles';
import { addRepository } from './stacks/repository-from-config';

/* eslint-disable @typescript-eslint/no-require-imports -- loading takes time, so only what the config needs is loaded */
const load = {
  builds: () => require('./stacks/build-from-config') as typeof import('./stacks/build-from-config'),
  contributors: () => require('./stacks/contributor-from-config') as typeof import('./stacks/contributor-from-config'),
  providers: () => require('./stacks/account-providers') as typeof import('./stacks/account-providers'),
  publishers: () => require('./stacks/publisher-from-config') as typeof import('./stacks/publisher-from-config'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * Creates the stacks of a config, one for each environment.
 *
 * @param repositories the repositories in groups of equal ones, for a check. Only the first of a group is created, unless
 * it has a problem. By default, every repository is created.
 * @throws ConfigError with every problem that only the constructs find, such as a policy that is too long.
 */
export function addRegistryStacks(
  app: App,
  config: RegistryConfig,
  repositories: readonly EqualRepositories[] = repositoriesOf(config).map((entry) => [entry]),
): readonly EnvironmentStack[] {
  const parts = new Parts(app, config);
  parts.addRepositories(repositories);
  if (config.publishers) parts.addPublishers(config.publishers);
  if (config.builds) parts.addBuilds(config.builds);
  if (config.contributors) parts.addContributors(config.contributors);
  return parts.finish();
}

/** The stacks of a config while parts are added, and the problems so far. */
class Parts {
  private readonly stacks: ReadonlyMap<EnvironmentConfig, EnvironmentStack>;
  private readonly problems: ConfigProblem[] = [];

  public constructor(
    app: App,
    private readonly config: RegistryConfig,
  ) {
    this.stacks = new Map(
      config.environments.map((environment) => [environment, new EnvironmentStack(app, environment)]),
    );
  }

  public addRepositories(groups: readonly EqualRepositories[]): void {
    for (const [first, ...equal] of groups) {
      if (this.addRepository(first)) {
        for (const stack of this.stacksOf(first.repository)) stack.countEqual(first.repository.name, equal.length);
      } else {
        for (const entry of equal) this.addRepository(entry);
      }
    }
  }

  /** Creates a repository in its environments, and returns whether it has no problem. */
  private addRepository({ path, repository }: RepositoryEntry): boolean {
    const before = this.problems.length;
    for (const stack of this.stacksOf(repository)) {
      this.collect(path, () => {
        this.report(path, addRepository(stack, this.config, repository).node.validate());
      });
    }
    return this.problems.length === before;
  }

  /** Creates the roles, one in each account, and the providers that they trust. */
  public addPublishers(publishers: NonNullable<RegistryConfig['publishers']>): void {
    const { AccountProviders } = load.providers();
    const { addPublisher } = load.publishers();
    // Providers are always in the first environment of an account, so that publishers never move them.
    const homes = [...byAccount([...this.stacks.values()])];
    const providers = new Map(homes.map(([account, [home]]) => [account, new AccountProviders(home, this.config)]));
    publishers.forEach((publisher, index) => {
      for (const [account, stacks] of byAccount(this.stacksOf(publisher))) {
        const provider = providers.get(account);
        if (!provider) continue;
        this.collect(`publishers[${index}]`, () => {
          addPublisher(stacks, publisher, provider);
        });
      }
    });
  }

  public addBuilds(builds: NonNullable<RegistryConfig['builds']>): void {
    const { addBuild } = load.builds();
    builds.forEach((build, index) => {
      for (const stack of this.stacksIn(buildEnvironments(this.config, build))) {
        this.collect(`builds[${index}]`, () => {
          addBuild(stack, build);
        });
      }
    });
  }

  public addContributors(contributors: NonNullable<RegistryConfig['contributors']>): void {
    const { addContributor } = load.contributors();
    contributors.forEach((contributor, index) => {
      for (const stack of this.stacksOf(contributor)) {
        this.collect(`contributors[${index}]`, () => {
          addContributor(stack, contributor);
        });
      }
    });
  }

  /** Adds everything that depends on all parts of a stack. */
  public finish(): readonly EnvironmentStack[] {
    const stacks = [...this.stacks.values()];
    awaitNamedRoles(stacks);
    stacks.forEach((stack, index) => {
      stack.createOutputs();
      acknowledge(stack, this.config.acknowledgements ?? []);
      this.report(`environments[${index}]`, stack.problems());
    });
    if (this.problems.length > 0) throw new ConfigError(distinct(this.problems));
    return stacks;
  }

  private stacksOf(item: { environments?: string[] }): EnvironmentStack[] {
    return this.stacksIn(environmentsOf(this.config, item));
  }

  private stacksIn(environments: readonly EnvironmentConfig[]): EnvironmentStack[] {
    return environments.flatMap((one) => this.stacks.get(one) ?? []);
  }

  /** Runs a step and records its problem, so that the other parts are still checked. */
  private collect(path: string, step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      this.report(path, [error.message]);
    }
  }

  private report(path: string, messages: readonly string[]): void {
    this.problems.push(...messages.map((message) => ({ path, message })));
  }
}

type Stacks = readonly [EnvironmentStack, ...EnvironmentStack[]];

function byAccount(stacks: readonly EnvironmentStack[]): (readonly [string, Stacks])[] {
  return groupedBy(stacks, ({ config }) => config.account).map((group) => [group[0].config.account, group]);
}

/** A problem in several environments is reported once. */
function distinct(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.map((problem) => [problemLine(problem), problem])).values()];
}

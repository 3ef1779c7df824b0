import { type OnProgress, withProgress } from '../private/text/progress';
import { InvalidInputError } from '../private/validation/validation';
import { groupedBy } from '../private/values/grouped-by';
import { buildEnvironments, environmentsOf } from './config/environments/deployed-environments';
import { inBuild, inEntry } from './config/entry-problem';
import { ConfigError, type ConfigProblem, problemLine } from './config/problem';
import { settingProblem } from './config/settings/setting-problem';
import { completeRegistry } from './config/registry/both-halves';
import { inItsFile } from './config/teams/origins';
import { type EnvironmentConfig, type RegistryConfig } from './config/schema';
import { acknowledge } from './stacks/acknowledge';
import { repositoriesOf, type RepositoryEntry } from './config/repositories/all-repositories';
import { type EqualRepositories } from './stacks/equal-repositories';
import { EnvironmentStacks, type StackScope } from './stacks/environment-stacks';
import { homeOf } from './config/environments/home';
import { equalNames } from './stacks/equal-names';
import { awaitNamedRoles } from './stacks/named-roles';
import { PartPaths } from './stacks/part-paths';
import { tagParts } from './stacks/tag-parts';
import { addRepository } from './stacks/repository-from-config';

/* eslint-disable @typescript-eslint/no-require-imports -- loading takes time, so only what the config needs is loaded */
const load = {
  builds: () => require('./stacks/build-from-config') as typeof import('./stacks/build-from-config'),
  contributors: () => require('./stacks/contributor-from-config') as typeof import('./stacks/contributor-from-config'),
  identities: () => require('./stacks/identities-from-config') as typeof import('./stacks/identities-from-config'),
  providers: () => require('./stacks/account-providers') as typeof import('./stacks/account-providers'),
  registry: () =>
    require('./stacks/registry-settings-from-config') as typeof import('./stacks/registry-settings-from-config'),
  signing: () => require('./stacks/signing-rights') as typeof import('./stacks/signing-rights'),
  publishers: () => require('./stacks/publisher-from-config') as typeof import('./stacks/publisher-from-config'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * Creates the stacks of a config.
 *
 * @param scope the app, or the stage of each stack. Roles must be deployed before the repositories of another stage.
 * @param repositories the repositories in groups of equal ones, for a check. Only the first of a group is created, unless
 * it has a problem. By default, every repository is created.
 * @param onProgress gets the number of the repository or stack.
 * @throws ConfigError with every problem that only the constructs find, such as a policy that is too long.
 */
export function addRegistryStacks(
  scope: StackScope,
  config: RegistryConfig,
  repositories: readonly EqualRepositories[] = repositoriesOf(config).map((entry) => [entry]),
  onProgress?: OnProgress,
): readonly EnvironmentStacks[] {
  const parts = new Parts(scope, config, onProgress);
  parts.addRepositories(repositories);
  if (config.publishers) parts.addPublishers(config.publishers);
  if (config.identities) parts.addIdentities(config.identities);
  if (config.builds) parts.addBuilds(config.builds);
  if (config.contributors) parts.addContributors(config.contributors);
  if (config.registry) parts.addRegistry(config.registry);
  return parts.finish();
}

/** The stacks of a config while parts are added, and the problems so far. */
class Parts {
  private readonly environments: ReadonlyMap<EnvironmentConfig, EnvironmentStacks>;
  private readonly problems: ConfigProblem[] = [];

  public constructor(
    scope: StackScope,
    private readonly config: RegistryConfig,
    private readonly onProgress?: OnProgress,
  ) {
    this.environments = new Map(
      config.environments.map((environment) => [environment, new EnvironmentStacks(scope, environment, config)]),
    );
  }

  public addRepositories(groups: readonly EqualRepositories[]): void {
    for (const [first, ...equal] of withProgress('Checking repositories', groups, this.onProgress)) {
      if (this.addRepository(first)) {
        for (const environment of this.environmentsOf(first.repository))
          environment.countEqual(first.repository, equal);
      } else {
        for (const entry of equal) this.addRepository(entry);
      }
    }
  }

  /** Creates a repository in its environments, and returns whether it has no problem. */
  private addRepository(entry: RepositoryEntry): boolean {
    const before = this.problems.length;
    for (const environment of this.environmentsOf(entry.repository)) {
      const locate = (message: string) => settingProblem(this.config, entry, environment.config, message);
      this.collect(locate, () => {
        const messages = addRepository(environment, this.config, entry.repository).node.validate();
        this.problems.push(...messages.map(locate));
      });
    }
    return this.problems.length === before;
  }

  /** Creates the roles, one in each account, and the providers that they trust. */
  public addPublishers(publishers: NonNullable<RegistryConfig['publishers']>): void {
    const { AccountProviders } = load.providers();
    const { addPublisher } = load.publishers();
    const deployed = publishers.flatMap((publisher, index) =>
      byAccount(this.environmentsOf(publisher)).map(([account, environments]) => ({
        publisher,
        path: `publishers[${index}]`,
        account,
        environments,
      })),
    );
    for (const [account, ofAccount] of byAccount([...this.environments.values()])) {
      const here = deployed.filter((one) => one.account === account);
      if (here.length === 0) continue;
      const home = homeOf(ofAccount);
      const ofHere = here.map(({ publisher }) => publisher);
      const providers = new AccountProviders(home.publisherStack, this.config, ofHere);
      for (const { path, environments, publisher } of here) {
        this.collect(inEntry(path, publisher), () => {
          addPublisher(home, environments, publisher, providers);
        });
      }
    }
  }

  /** Attaches policies to identities, once in each account. */
  public addIdentities(identities: NonNullable<RegistryConfig['identities']>): void {
    const { addIdentities, policyProblems } = load.identities();
    for (const [, ofAccount] of byAccount([...this.environments.values()])) {
      const home = homeOf(ofAccount);
      identities.forEach((one, index) => {
        const environments = this.environmentsOf(one).filter((each) => ofAccount.includes(each));
        this.collect(inEntry(`identities[${index}]`, one), () => {
          addIdentities(home, environments, one);
        });
      });
      const path = (name: string) => `identities[${identities.findIndex((one) => one.name === name)}]`;
      for (const { name, message } of policyProblems(home)) this.report(path(name), [message]);
    }
  }

  public addBuilds(builds: NonNullable<RegistryConfig['builds']>): void {
    const { addBuild, addPullRequestChecks } = load.builds();
    for (const [build] of byName(builds)) {
      const checks = build.pullRequests;
      for (const environment of this.named(buildEnvironments(this.config, build))) {
        this.collect(inBuild(build, build, ['source']), () => {
          const source = addBuild(environment, build);
          if (source === undefined || checks === undefined) return;
          this.collect(inBuild(build, { pullRequests: checks }, ['pullRequests']), () => {
            addPullRequestChecks(environment, build, source, checks);
          });
        });
      }
    }
  }

  public addContributors(contributors: NonNullable<RegistryConfig['contributors']>): void {
    const { addContributor } = load.contributors();
    for (const [contributor, index] of byName(contributors)) {
      for (const environment of this.environmentsOf(contributor)) {
        this.collect(inEntry(`contributors[${index}]`, contributor), () => {
          addContributor(environment, contributor);
        });
      }
    }
  }

  public addRegistry(registry: NonNullable<RegistryConfig['registry']>): void {
    const { addRegistrySettings, registryProblem } = load.registry();
    const complete = completeRegistry(this.config, registry);
    for (const environment of this.environmentsOf(registry)) {
      this.collect(
        (message) => registryProblem(complete, environment, message),
        () => {
          addRegistrySettings(environment, complete);
        },
      );
    }
    if (registry.signing) load.signing().grantSigning(this.config, [...this.environments.values()]);
  }

  /** Adds everything that depends on all parts of an environment. */
  public finish(): readonly EnvironmentStacks[] {
    const environments = [...this.environments.values()];
    const paths = new PartPaths(this.config, environments);
    awaitNamedRoles(environments);
    tagParts(this.config, environments, paths);
    this.problems.push(...equalNames(environments, paths));
    environments.forEach((environment, index) => {
      for (const stack of environment.stacks) {
        stack.createOutputs();
        this.report(`environments[${index}]`, stack.problems());
      }
      acknowledge(environment, this.config.acknowledgements ?? []);
    });
    if (this.problems.length === 0) this.refuseUnused(environments);
    if (this.problems.length === 0) this.validate(environments);
    if (this.problems.length > 0) throw new ConfigError(this.located());
    return environments;
  }

  /** Environments without a stack. They are checked last, because a part with a problem can be meant for them. */
  private refuseUnused(environments: readonly EnvironmentStacks[]): void {
    environments.forEach(({ config: { name }, stacks }, index) => {
      if (stacks.length > 0) return;
      this.report(`environments[${index}]`, [
        `must have a repository, publisher, build or contributor, got none in '${name}'. Add '${name}' to the ` +
          'environments of one of them, or remove the environment.',
      ]);
    });
  }

  /** Reports what the CDK would refuse at synth. Parts that are incomplete would have other problems, so it runs last. */
  private validate(environments: readonly EnvironmentStacks[]): void {
    const paths = new PartPaths(this.config, environments);
    for (const stack of environments.flatMap(({ stacks }) => stacks)) {
      for (const { node } of stack.node.findAll()) this.report(paths.of(node.path), node.validate());
    }
  }

  /** The problems, each once and with the file of its entry. */
  private located(): ConfigProblem[] {
    return distinct(this.problems.map((problem) => inItsFile(this.config.origins, problem)));
  }

  private environmentsOf(item: { environments?: string[] }): EnvironmentStacks[] {
    return this.named(environmentsOf(this.config, item));
  }

  private named(environments: readonly EnvironmentConfig[]): EnvironmentStacks[] {
    return byName(environments).flatMap(([one]) => this.environments.get(one) ?? []);
  }

  /** Runs a step and records its problem at the path that `locate` returns, so that the other parts are still checked. */
  private collect(locate: (message: string) => ConfigProblem, step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      this.problems.push(locate(error.message));
    }
  }

  private report(path: string, messages: readonly string[]): void {
    this.problems.push(...messages.map((message) => ({ path, message })));
  }
}

/** Entries with their index in the file, by name, so that their order in the file changes no template. */
function byName<T extends { readonly name: string }>(items: readonly T[]): [item: T, index: number][] {
  return items
    .map((item, index): [T, number] => [item, index])
    .sort(([one], [other]) => (one.name < other.name ? -1 : 1));
}

function byAccount(environments: readonly EnvironmentStacks[]) {
  return groupedBy(environments, ({ config }) => config.account).map(
    (group) => [group[0].config.account, group] as const,
  );
}

/** A problem in several environments is reported once. */
function distinct(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.map((problem) => [problemLine(problem), problem])).values()];
}

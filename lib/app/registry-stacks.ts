import { type App } from 'aws-cdk-lib';
import { InvalidInputError } from '../private/validation/validation';
import { AccountProviders } from './stacks/account-providers';
import { acknowledge } from './stacks/acknowledge';
import { addBuild } from './stacks/build-from-config';
import { buildEnvironments, environmentsOf } from './config/places';
import { ConfigError, type ConfigProblem, problemLine } from './config/problem';
import { type EnvironmentConfig, type RegistryConfig } from './config/schema';
import { addContributor } from './stacks/contributor-from-config';
import { repositoriesOf } from './stacks/contributor-repositories';
import { EnvironmentStack } from './stacks/environment-stack';
import { addPublisher } from './stacks/publisher-from-config';
import { addRepository } from './stacks/repository-from-config';
import { awaitNamedRoles } from './stacks/named-roles';

/**
 * Makes the stacks of a config, one for each environment.
 *
 * @throws ConfigError with all that only shows when the parts are put together, such as a policy that is too long.
 */
export function addRegistryStacks(app: App, config: RegistryConfig): readonly EnvironmentStack[] {
  const problems: ConfigProblem[] = [];
  const stacks = new Map(
    config.environments.map((environment) => [environment, new EnvironmentStack(app, environment)]),
  );
  const stacksOf = (environments: EnvironmentConfig[]) => environments.flatMap((one) => stacks.get(one) ?? []);

  for (const { path, repository } of repositoriesOf(config)) {
    for (const stack of stacksOf(environmentsOf(config, repository))) {
      collect(problems, path, () => addRepository(stack, config, repository).node.validate());
    }
  }
  const providers = addProviders(config, [...stacks.values()]);
  (config.publishers ?? []).forEach((publisher, index) => {
    for (const [account, ofAccount] of byAccount(stacksOf(environmentsOf(config, publisher)))) {
      const provider = providers.get(account);
      if (!provider) continue;
      collect(problems, `publishers[${index}]`, () => {
        addPublisher(ofAccount, publisher, provider);
        return [];
      });
    }
  });
  (config.builds ?? []).forEach((build, index) => {
    for (const stack of stacksOf(buildEnvironments(config, build))) {
      collect(problems, `builds[${index}]`, () => {
        addBuild(stack, build);
        return [];
      });
    }
  });
  (config.contributors ?? []).forEach((contributor, index) => {
    for (const stack of stacksOf(environmentsOf(config, contributor))) {
      collect(problems, `contributors[${index}]`, () => {
        addContributor(stack, contributor);
        return [];
      });
    }
  });
  awaitNamedRoles([...stacks.values()]);
  [...stacks.values()].forEach((stack, index) => {
    stack.addOutputs();
    acknowledge(stack, config.acknowledgements ?? []);
    collect(problems, `environments[${index}]`, () => stack.problems());
  });
  if (problems.length > 0) throw new ConfigError(distinct(problems));
  return [...stacks.values()];
}

/** The providers of each account, always in its first environment: a publisher more or less never moves them. */
function addProviders(config: RegistryConfig, stacks: EnvironmentStack[]): Map<string, AccountProviders> {
  const homes = [...byAccount(stacks)].flatMap(([account, [home]]) => (home ? [[account, home] as const] : []));
  return new Map(homes.map(([account, home]) => [account, new AccountProviders(home, config)]));
}

function byAccount(stacks: readonly EnvironmentStack[]): Map<string, EnvironmentStack[]> {
  const accounts = new Map<string, EnvironmentStack[]>();
  for (const stack of stacks)
    accounts.set(stack.config.account, [...(accounts.get(stack.config.account) ?? []), stack]);
  return accounts;
}

/** What is wrong in several environments is said once. */
function distinct(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.map((problem) => [problemLine(problem), problem])).values()];
}

/** Runs a step and keeps what is wrong with it, so that one part does not hide the others. */
function collect(problems: ConfigProblem[], path: string, step: () => readonly string[]): void {
  try {
    problems.push(...step().map((message) => ({ path, message })));
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    problems.push({ path, message: error.message });
  }
}

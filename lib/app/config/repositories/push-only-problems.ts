import { quote } from '../../../private/validation/validation';
import { namedRepository } from './named-repository';
import { environmentsOf } from '../environments/deployed-environments';
import { type ConfigProblem } from '../problem';
import { type EnvironmentConfig, type RegistryConfig, type RepositoryConfig } from '../schema';

/** Publishers and builds that the `onlyPushers` of their repository deny. It expects a config with valid fields. */
export function pushOnlyProblems(config: RegistryConfig): ConfigProblem[] {
  return [
    ...(config.publishers ?? []).flatMap((publisher, index) =>
      publisher.repositories.flatMap((name, at) => {
        const repository = withOnlyPushers(config, name);
        if (!repository) return [];
        const accounts = accountsOf(environmentsOf(config, repository), environmentsOf(config, publisher));
        const path = `publishers[${index}].repositories[${at}]`;
        return accounts
          .filter((account) => !isNamed(repository, account, publisher.name))
          .map((account) => ({
            path,
            message: denied(name, `Add the role ${quote(publisher.name)} of account ${account} to them.`),
          }));
      }),
    ),
    ...(config.builds ?? []).flatMap(({ repository }, index) =>
      withOnlyPushers(config, repository)
        ? [
            {
              path: `builds[${index}].repository`,
              message: denied(
                repository,
                'The role of a build cannot be added, because its name is not known. Remove onlyPushers.',
              ),
            },
          ]
        : [],
    ),
  ];
}

function withOnlyPushers(config: RegistryConfig, name: string): RepositoryConfig | undefined {
  const repository = namedRepository(config, name);
  return repository?.onlyPushers && repository;
}

/** The accounts of the environments that have both the publisher and the repository. */
function accountsOf(some: readonly EnvironmentConfig[], others: readonly EnvironmentConfig[]): string[] {
  return [...new Set(some.filter((one) => others.includes(one)).map(({ account }) => account))];
}

function isNamed({ onlyPushers = [] }: RepositoryConfig, account: string, name: string): boolean {
  return onlyPushers.some(({ role }) => role?.endsWith(`:iam::${account}:role/${name}`));
}

function denied(name: string, remedy: string): string {
  return `must be a repository that it may push to, got ${quote(name)}, whose onlyPushers deny it. ${remedy}`;
}

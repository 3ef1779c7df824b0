import { quote } from '../../private/validation/validation';
import { namedRepository } from './named-repository';
import { environmentsOf } from './places';
import { type ConfigProblem } from './problem';
import { type EnvironmentConfig, type RegistryConfig, type RepositoryConfig } from './schema';

/** Publishers and builds that the `onlyPushers` of their repository keep out. For a config whose fields are valid. */
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
            message: keptOut(name, `name the role ${quote(publisher.name)} of account ${account}`),
          }));
      }),
    ),
    ...(config.builds ?? []).flatMap(({ repository }, index) =>
      withOnlyPushers(config, repository)
        ? [
            {
              path: `builds[${index}].repository`,
              message: keptOut(repository, 'the role of a build has no known name'),
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

/** The accounts in which a publisher has a role and the repository is made. */
function accountsOf(made: readonly EnvironmentConfig[], reached: readonly EnvironmentConfig[]): string[] {
  return [...new Set(made.filter((one) => reached.includes(one)).map(({ account }) => account))];
}

function isNamed({ onlyPushers = [] }: RepositoryConfig, account: string, name: string): boolean {
  return onlyPushers.some(({ role }) => role?.endsWith(`:iam::${account}:role/${name}`));
}

function keptOut(name: string, remedy: string): string {
  return `must be a repository that it may push to, got ${quote(name)}, whose onlyPushers keep it out; ${remedy}`;
}

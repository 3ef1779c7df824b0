import { quote } from '../../../private/validation/validation';
import { namedRepository } from './named-repository';
import { environmentsOf } from '../environments/deployed-environments';
import { type ConfigProblem } from '../problem';
import { type RegistryConfig } from '../schema';
import { settingsOf } from '../settings/settings-of';
import { type ConsumerConfig } from './consumers';

/** Publishers and builds that the `onlyPushers` of their repository deny. It expects a config with valid fields. */
export function pushOnlyProblems(config: RegistryConfig): ConfigProblem[] {
  return [
    ...(config.publishers ?? []).flatMap((publisher, index) =>
      publisher.repositories.flatMap((name, at) => {
        const accounts = environmentsWithOnlyPushers(config, name)
          .filter(({ environment }) => environmentsOf(config, publisher).includes(environment))
          .filter(({ environment, onlyPushers }) => !isNamed(onlyPushers, environment.account, publisher.name))
          .map(({ environment }) => environment.account);
        return [...new Set(accounts)].map((account) => ({
          path: `publishers[${index}].repositories[${at}]`,
          message: denied(name, `Add the role ${quote(publisher.name)} of account ${account} to them.`),
        }));
      }),
    ),
    ...(config.builds ?? []).flatMap((build, index) =>
      environmentsWithOnlyPushers(config, build.repository).some(({ environment }) =>
        environmentsOf(config, build).includes(environment),
      )
        ? [
            {
              path: `builds[${index}].repository`,
              message: denied(
                build.repository,
                'The role of a build cannot be added, because its name is not known. Remove onlyPushers.',
              ),
            },
          ]
        : [],
    ),
  ];
}

/** The environments of a repository that have `onlyPushers`. */
function environmentsWithOnlyPushers(config: RegistryConfig, name: string) {
  const repository = namedRepository(config, name);
  if (!repository) return [];
  return environmentsOf(config, repository).flatMap((environment) => {
    const { onlyPushers } = settingsOf(config, repository, environment);
    return onlyPushers ? [{ environment, onlyPushers }] : [];
  });
}

function isNamed(onlyPushers: readonly ConsumerConfig[], account: string, name: string): boolean {
  return onlyPushers.some(({ role }) => role?.endsWith(`:iam::${account}:role/${name}`));
}

function denied(name: string, remedy: string): string {
  return `must be a repository that it may push to, got ${quote(name)}, whose onlyPushers deny it. ${remedy}`;
}

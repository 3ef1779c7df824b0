import { quote } from '../../../private/validation/validation';
import { namedRepository } from './named-repository';
import { environmentsOf } from '../environments/deployed-environments';
import { type ConfigProblem } from '../problem';
import { type IdentitiesConfig, type RegistryConfig } from '../schema';
import { settingsOf } from '../settings/settings-of';
import { type ConsumerConfig } from './consumers';

/** Publishers, identities and builds that the `onlyPushers` of their repository deny. It expects a config with valid fields. */
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
    ...(config.identities ?? []).flatMap((entry, index) =>
      (entry.pushRepositories ?? []).flatMap((name, at) =>
        deniedIdentities(config, entry, name).map((remedy) => ({
          path: `identities[${index}].pushRepositories[${at}]`,
          message: denied(name, remedy),
        })),
      ),
    ),
    ...(config.builds ?? []).flatMap((build) =>
      environmentsWithOnlyPushers(config, build.repository).some(({ environment }) =>
        environmentsOf(config, build).includes(environment),
      )
        ? [
            {
              path: `${build.path}.repository`,
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

/** The remedy for each identity of an entry that the `onlyPushers` of a repository deny. */
function deniedIdentities(config: RegistryConfig, entry: IdentitiesConfig, name: string): string[] {
  const remedies = environmentsWithOnlyPushers(config, name)
    .filter(({ environment }) => environmentsOf(config, entry).includes(environment))
    .flatMap(({ environment: { account }, onlyPushers }) => {
      const unnamed = (kind: 'role' | 'user', names: readonly string[] = []) =>
        names
          .filter((one) => !onlyPushers.some(({ [kind]: arn }) => isArnOf(arn, account, kind, one)))
          .map((one) => `Add the ${kind} ${quote(one)} of account ${account} to them.`);
      return [
        ...unnamed('role', entry.roles),
        ...unnamed('user', entry.users),
        ...(entry.groups ?? []).map((one) => `They cannot name the group ${quote(one)}. Name its users or a role.`),
      ];
    });
  return [...new Set(remedies)];
}

/** The file names identities without their paths. */
function isArnOf(arn = '', account: string, kind: string, name: string): boolean {
  return arn.includes(`:iam::${account}:${kind}/`) && arn.slice(arn.lastIndexOf('/') + 1) === name;
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

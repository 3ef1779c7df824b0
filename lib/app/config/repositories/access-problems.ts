import { quote } from '../../../private/validation/validation';
import { consumerLists } from '../settings/settings-of';
import { each, fields, listOf, repeatedValues } from '../unvalidated';
import { type ConfigProblem } from '../problem';
import { consumerIdentity } from './consumer-identity';
import { deniedPushers } from './denied-pushers';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Consumers that are listed twice, that are denied, or that grant nothing. It reads the file as it is written, even if it is not valid, so
 * that these problems are reported with all others.
 */
export function accessProblems(config: unknown): ConfigProblem[] {
  const file = fields(config);
  return [
    ...each(file.groups, (group, at) => listProblems(group, `groups${at}`, () => ownersOfGroup(file, group))),
    ...each(file.repositories, (repository, at) => [
      ...listProblems(repository, `repositories${at}`, () => ownersOf(file, repository)),
      ...deniedPushers(file, repository, `repositories${at}`),
      ...Object.entries(fields(repository.perEnvironment)).flatMap(([name, settings]) =>
        listProblems(fields(settings), `repositories${at}.perEnvironment.${name}`, () =>
          ownersOf(file, { environments: [name] }),
        ),
      ),
    ]),
  ];
}

function listProblems(settings: Fields, path: string, owners: () => unknown[]): ConfigProblem[] {
  return [
    ...consumerLists.flatMap((list) => repeated(settings[list], `${path}.${list}`)),
    ...ownAccounts(settings, path, owners),
  ];
}

function repeated(consumers: unknown, path: string): ConfigProblem[] {
  return repeatedValues(listOf(consumers).map(consumerIdentity)).map(([, first, index]) => ({
    path: `${path}[${index}]`,
    other: `${path}[${first}]`,
    message: `must be listed once, got the same as ${path}[${first}]. Remove it.`,
  }));
}

/** The accounts that a repository is created in. */
function ownersOf(file: Fields, { environments }: Fields): unknown[] {
  return listOf(file.environments)
    .map(fields)
    .filter(({ name }) => environments === undefined || listOf(environments).includes(name))
    .map(({ account }) => account);
}

/** The accounts that the repositories of a group are created in. */
function ownersOfGroup(file: Fields, { prefix }: Fields): unknown[] {
  if (typeof prefix !== 'string') return [];
  const named = listOf(file.repositories)
    .map(fields)
    .filter(({ name }) => typeof name === 'string' && name.startsWith(prefix));
  return named.flatMap((repository) => ownersOf(file, repository));
}

/** Entries that name the repository's own account. They grant nothing, because its principals need their own policies. */
function ownAccounts(settings: Fields, path: string, ownersOfIt: () => unknown[]): ConfigProblem[] {
  return consumerLists.flatMap((list) =>
    each(settings[list], ({ account }, at) => {
      if (typeof account !== 'string') return [];
      const owners = ownersOfIt();
      if (owners.length === 0 || owners.some((owner) => owner !== account)) return [];
      return [
        {
          path: `${path}.${list}${at}.account`,
          message: `must be another account, got ${quote(account)}, which owns the repository. That grants no access. Name the roles of the account.`,
        },
      ];
    }),
  );
}

import { quote } from '../../../private/validation/validation';
import { each, fields, listOf, repeatedValues } from '../unvalidated';
import { type ConfigProblem } from '../problem';

type Fields = Readonly<Record<string, unknown>>;

const lists = ['pullers', 'pushers', 'onlyPushers', 'readers'];

/**
 * Contradictions in the access to repositories. It reads the file as it is written, even if it is not valid, so that these
 * problems are reported with all others.
 */
export function accessProblems(config: unknown): ConfigProblem[] {
  const file = fields(config);
  return each(file.repositories, (repository, at) => {
    const path = `repositories${at}`;
    return [
      ...lists.flatMap((list) => repeated(repository[list], `${path}.${list}`)),
      ...deniedPushers(repository, path),
      ...ownAccounts(repository, path, () => ownersOf(file, repository)),
    ];
  });
}

function repeated(consumers: unknown, path: string): ConfigProblem[] {
  return repeatedValues(listOf(consumers).map(identityOf)).map(([, first, index]) => ({
    path: `${path}[${index}]`,
    message: `must be listed once, got the same as ${path}[${first}]. Remove it.`,
  }));
}

/** Equal for equal consumers, even if they are written differently. Undefined if the value is not a consumer. */
function identityOf(consumer: unknown): string | undefined {
  const [[kind, value] = [], ...more] = Object.entries(fields(consumer));
  if (more.length > 0) return undefined;
  if (typeof value === 'string') return JSON.stringify([kind, value.replace(/\/$/, '')]);
  const parts = Object.entries(fields(value)).sort(([one], [other]) => (one < other ? -1 : 1));
  return parts.length > 0 && parts.every(([, part]) => typeof part === 'string')
    ? JSON.stringify([kind, parts])
    : undefined;
}

/** Pushers that `onlyPushers` denies. */
function deniedPushers({ pushers, onlyPushers }: Fields, path: string): ConfigProblem[] {
  if (listOf(onlyPushers).length === 0) return [];
  const only = listOf(onlyPushers).map(identityOf);
  return listOf(pushers).flatMap((pusher, index) => {
    const identity = identityOf(pusher);
    if (identity === undefined || only.includes(identity)) return [];
    const message = `must also be one of onlyPushers, got ${quote(Object.values(fields(pusher))[0])}. All others are denied.`;
    return [{ path: `${path}.pushers[${index}]`, message }];
  });
}

/** The accounts that a repository is created in. */
function ownersOf(file: Fields, { environments }: Fields): unknown[] {
  return listOf(file.environments)
    .map(fields)
    .filter(({ name }) => environments === undefined || listOf(environments).includes(name))
    .map(({ account }) => account);
}

/** Entries that name the repository's own account. They grant nothing, because its principals need their own policies. */
function ownAccounts(repository: Fields, path: string, ownersOfIt: () => unknown[]): ConfigProblem[] {
  return lists.flatMap((list) =>
    each(repository[list], ({ account }, at) => {
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

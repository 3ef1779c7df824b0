import { quote } from '../../../private/validation/validation';
import { type ConfigProblem, problemLine } from '../problem';
import { fields, listOf } from '../unvalidated';
import { consumerIdentity } from './consumer-identity';

type Fields = Readonly<Record<string, unknown>>;

interface Part {
  readonly path: string;
  readonly settings: Fields;
}

/**
 * Pushers that the `onlyPushers` of the same repository deny, of the repository itself, its groups and its settings for an
 * environment. It reads the file as it is written.
 */
export function deniedPushers(file: Fields, repository: Fields, path: string): ConfigProblem[] {
  const shared = [...partsOfGroups(file, repository.name), { path, settings: repository }];
  const inEnvironments = environmentsOf(file, repository).map((name) => ({
    path: `${path}.perEnvironment.${name}`,
    settings: fields(Object.entries(fields(repository.perEnvironment)).find(([key]) => key === name)?.[1]),
  }));
  const problems = (inEnvironments.length === 0 ? [shared] : inEnvironments.map((one) => [...shared, one])).flatMap(
    (parts) => deniedIn(parts, path, repository.name),
  );
  return [...new Map(problems.map((problem) => [problemLine(problem), problem])).values()];
}

function partsOfGroups({ groups }: Fields, name: unknown): Part[] {
  return listOf(groups)
    .map((group, index) => ({ path: `groups[${index}]`, settings: fields(group) }))
    .filter(({ settings: { prefix } }) => typeof prefix === 'string' && String(name).startsWith(prefix));
}

function environmentsOf(file: Fields, { environments, perEnvironment }: Fields): string[] {
  if (perEnvironment === undefined) return [];
  return listOf(file.environments)
    .map((environment) => fields(environment).name)
    .filter((name) => typeof name === 'string')
    .filter((name) => environments === undefined || listOf(environments).includes(name));
}

function deniedIn(parts: readonly Part[], own: string, name: unknown): ConfigProblem[] {
  const only = new Set(parts.flatMap(({ settings }) => listOf(settings.onlyPushers)).map(consumerIdentity));
  if (only.size === 0) return [];
  return parts.flatMap(({ path, settings }) =>
    listOf(settings.pushers).flatMap((pusher, index) => {
      const identity = consumerIdentity(pusher);
      if (identity === undefined || only.has(identity)) return [];
      const whose = path.startsWith(own) ? '' : ` of repository ${quote(name)}`;
      const message = `must also be one of onlyPushers${whose}, got ${quote(Object.values(fields(pusher))[0])}. All others are denied.`;
      return [{ path: `${path}.pushers[${index}]`, message }];
    }),
  );
}

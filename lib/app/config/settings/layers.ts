import { type EnvironmentConfig, type RegistryConfig, type RepositoryConfig } from '../schema';
import { teamTagsOf } from '../teams/team-tags';
import { type RepositorySettings } from './settings';

/** Settings for a repository in one part of the file, and the path of that part. */
export interface Layer {
  readonly path: string;
  readonly settings: RepositorySettings;
}

/** The parts of the file with settings for a repository in an environment. A later one overrides an earlier one. */
export function layersOf(
  config: RegistryConfig,
  { path, repository }: { path: string; repository: RepositoryConfig },
  environment: EnvironmentConfig,
): Layer[] {
  const { tags, defaults } = config;
  const { name, encryptionKey } = environment;
  const { perEnvironment } = repository;
  const inEnvironment = perEnvironment && Object.hasOwn(perEnvironment, name) ? perEnvironment[name] : undefined;
  return [
    { path: '', settings: { tags } },
    { path: 'defaults', settings: defaults ?? {} },
    { path: '', settings: { tags: teamTagsOf(config, repository) } },
    { path: `environments[${config.environments.indexOf(environment)}]`, settings: { encryptionKey } },
    ...groupsOf(config, repository.name).map(({ group, index }) => ({ path: `groups[${index}]`, settings: group })),
    { path, settings: repository },
    { path: `${path}.perEnvironment.${name}`, settings: inEnvironment ?? {} },
  ];
}

/** The groups of a repository, from the shortest prefix to the longest, with their index in the file. */
export function groupsOf({ groups = [] }: Pick<RegistryConfig, 'groups'>, name: string) {
  return groups
    .flatMap((group, index) => (name.startsWith(group.prefix) ? [{ group, index }] : []))
    .sort((one, other) => one.group.prefix.length - other.group.prefix.length);
}

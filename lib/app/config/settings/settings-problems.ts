import { awsLimits } from '../../../private/aws/limits';
import { quote } from '../../../private/validation/validation';
import { environmentsOf } from '../environments/deployed-environments';
import { type ConfigProblem, problemLine } from '../problem';
import { repositoriesOf, type RepositoryEntry } from '../repositories/all-repositories';
import { type EnvironmentConfig, type RegistryConfig } from '../schema';
import { arnProblems } from '../environments/own-arn';
import { teamTagsOf } from '../teams/team-tags';
import { layersOf } from './layers';
import { mergedSettings } from './settings-of';
import { tagProblems } from './tag-problems';

const { tagsOfResource } = awsLimits.resourceTags;

/**
 * Problems of the settings of repositories after the parts of the file with settings for them are merged. Each is at the
 * part that it comes from. It expects a config with valid fields.
 */
export function settingsProblems(config: RegistryConfig): ConfigProblem[] {
  const entries = repositoriesOf(config);
  const ofRepositories = entries.flatMap((entry) =>
    environmentsOf(config, entry.repository).flatMap((environment) => problemsIn(config, entry, environment)),
  );
  return [
    ...tagProblems(config),
    ...unusedGroups(config, entries),
    ...config.repositories.flatMap((repository, index) =>
      unusedEnvironments(config, { path: `repositories[${index}]`, repository }),
    ),
    ...new Map(ofRepositories.map((problem) => [problemLine(problem), problem])).values(),
  ];
}

function problemsIn(config: RegistryConfig, entry: RepositoryEntry, environment: EnvironmentConfig): ConfigProblem[] {
  const layers = layersOf(config, entry, environment);
  const settings = mergedSettings(layers.map((layer) => layer.settings));
  return [
    ...layers
      .filter(({ settings: { encryptionKey } }) => encryptionKey !== undefined)
      .slice(-1)
      .flatMap(({ path, settings: { encryptionKey } }) =>
        arnProblems(`${path}.encryptionKey`, encryptionKey, [environment]),
      ),
    ...(settings.emptyOnDelete && settings.removalPolicy !== 'destroy'
      ? layers
          .filter(({ settings: { emptyOnDelete } }) => emptyOnDelete)
          .slice(-1)
          .map(({ path }) => ({ path: `${path}.emptyOnDelete`, message: withoutDestroy(entry, path) }))
      : []),
    ...tooManyTags(config, entry, Object.keys(settings.tags ?? {}).length),
  ];
}

function withoutDestroy({ path, repository }: RepositoryEntry, at: string): string {
  const whose = at.startsWith(path) ? '' : ` of repository ${quote(repository.name)}`;
  return `requires \`removalPolicy: destroy\`${whose}. Set it, or omit emptyOnDelete.`;
}

/** If the tags of the file are too many by themselves, they are reported there. */
function tooManyTags(config: RegistryConfig, { path, repository }: RepositoryEntry, count: number): ConfigProblem[] {
  const ofFile = { ...config.tags, ...teamTagsOf(config, repository) };
  if (count <= tagsOfResource || Object.keys(ofFile).length > tagsOfResource) return [];
  const message = `must have at most ${tagsOfResource} tags, got ${count} for repository ${quote(repository.name)}. The tags of the file and of its groups count too.`;
  return [{ path, message }];
}

/** Groups without a repository. Their prefix is probably misspelled. */
function unusedGroups({ groups = [], teams }: RegistryConfig, entries: readonly RepositoryEntry[]): ConfigProblem[] {
  const whole = teams === undefined ? 'this file' : 'this config';
  return groups.flatMap(({ prefix }, index) =>
    entries.some(({ repository }) => repository.name.startsWith(prefix))
      ? []
      : [
          {
            path: `groups[${index}].prefix`,
            message: `must be the start of a repository name of ${whole}, got ${quote(prefix)}. Correct it, or remove the group.`,
          },
        ],
  );
}

/** Environments with settings for a repository that is not deployed to them. */
function unusedEnvironments(config: RegistryConfig, { path, repository }: RepositoryEntry): ConfigProblem[] {
  if (repository.perEnvironment === undefined) return [];
  const deployed = environmentsOf(config, repository).map(({ name }) => name);
  return Object.keys(repository.perEnvironment)
    .filter((name) => !deployed.includes(name))
    .map((name) => ({
      path: `${path}.perEnvironment.${name}`,
      message: `must be an environment of the repository, got ${quote(name)}`,
    }));
}

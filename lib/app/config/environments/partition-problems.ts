import { arnPartition } from '../../../private/aws/partition';
import { partitionOfRegion } from '../../../private/aws/region-partition';
import { quote } from '../../../private/validation/validation';
import { pathOfKey } from '../builds/built-images';
import { type ConfigProblem } from '../problem';
import { consumerLists } from '../settings/settings-of';
import { repositoriesOf } from '../repositories/all-repositories';
import { type EnvironmentConfig, type RegistryConfig, type RepositoryConfig } from '../schema';
import { fields } from '../unvalidated';
import { buildEnvironments, environmentsOf } from './deployed-environments';

/**
 * Values that are any text, so an ARN in them names nothing that the stack uses, and ARNs that `arnProblems` checks with
 * their account and Region.
 */
const checkedElsewhere = new Set(['value', 'commands', 'encryptionKey', 'fleet']);

/** ARNs of another partition than the environments that their part is deployed to. It expects a config with valid fields. */
export function partitionProblems(config: RegistryConfig): ConfigProblem[] {
  const { repositories, publishers = [], builds = [], contributors = [] } = config;
  const parts = Object.entries({ publishers, contributors }).flatMap(([section, items]) =>
    items.map((item, index): Part => [`${section}[${index}]`, item, environmentsOf(config, item)]),
  );
  const repositoryParts = repositories.flatMap((item, index) =>
    partsOfRepository(`repositories[${index}]`, item, environmentsOf(config, item)),
  );
  const buildParts = builds.flatMap((item) => {
    const environments = buildEnvironments(config, item);
    return Object.entries(fields(item)).map(([key, value]): Part => [
      pathOfKey(item, key).slice(0, -key.length - 1),
      { [key]: value },
      environments,
    ]);
  });
  return [...groupParts(config), ...repositoryParts, ...parts, ...buildParts].flatMap(([path, item, environments]) => {
    const partitions = new Map(environments.map((one) => [partitionOfRegion(one.region), one]));
    return arnsIn(item, path).flatMap((arn) => otherPartition(arn, partitions));
  });
}

type Part = readonly [path: string, value: unknown, environments: readonly EnvironmentConfig[]];

function groupParts(config: RegistryConfig): Part[] {
  return (config.groups ?? []).map((group, index): Part => {
    const named = repositoriesOf(config).filter(({ repository: { name } }) => name.startsWith(group.prefix));
    const environments = new Set(named.flatMap(({ repository }) => environmentsOf(config, repository)));
    return [`groups[${index}]`, group, [...environments]];
  });
}

/** The settings of one environment add their consumers to those for all. Other settings replace those for all. */
function partsOfRepository(
  path: string,
  { perEnvironment = {}, ...item }: RepositoryConfig,
  environments: readonly EnvironmentConfig[],
): Part[] {
  const own = new Map<string, unknown>(Object.entries(perEnvironment));
  const isAdded = (key: string) => consumerLists.some((list) => list === key);
  return [
    ...Object.entries(item).map(([key, value]): Part => [
      path,
      { [key]: value },
      isAdded(key) ? environments : environments.filter(({ name }) => !own.has(name)),
    ]),
    ...environments
      .filter(({ name }) => own.has(name))
      .map((one): Part => [`${path}.perEnvironment.${one.name}`, own.get(one.name), [one]]),
  ];
}

interface ArnInFile {
  readonly path: string;
  readonly arn: string;
  readonly partition: string;
}

function arnsIn(value: unknown, path: string): ArnInFile[] {
  if (typeof value === 'string') {
    const partition = arnPartition(value);
    return partition === undefined ? [] : [{ path, arn: value, partition }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => arnsIn(item, `${path}[${index}]`));
  return Object.entries(fields(value)).flatMap(([key, item]) =>
    checkedElsewhere.has(key) ? [] : arnsIn(item, `${path}.${key}`),
  );
}

/** An environment of each partition that is not the ARN's. A Region whose partition is not known passes. */
function otherPartition(
  { path, arn, partition }: ArnInFile,
  partitions: ReadonlyMap<string | undefined, EnvironmentConfig>,
): ConfigProblem[] {
  return [...partitions].flatMap(([required, { name }]) =>
    required === undefined || required === partition
      ? []
      : [
          {
            path,
            message:
              `must be in partition ${quote(required)} of environment '${name}', got ${quote(arn)}. ` +
              'AWS connects nothing across partitions.',
          },
        ],
  );
}

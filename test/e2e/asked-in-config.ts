import { type Config, type Consumer, consumersOf, type RepositoryConfig } from './config';
import { type DescribedAccount } from './describe';
import { type JsonObject } from './json';

interface Rule {
  readonly selection: { readonly tagStatus: string; readonly countType: string; readonly countNumber: number };
}

/** The settings of a repository, as `ecr-publishing.yaml` has them and as describe calls return them. */
export interface Asked {
  readonly immutable: boolean;
  readonly mutableTags: readonly string[];
  readonly expireUntaggedAfterDays: number | undefined;
  readonly keepNewest: number | undefined;
  readonly accounts: readonly string[];
  readonly organizations: readonly string[];
}

/** By `region/repository`, straight from the file and so apart from the library's reading of it. */
export function askedRepositories(config: Config): Record<string, Asked> {
  const asked = config.environments.flatMap((environment) =>
    config.repositories
      .filter((repository) => repository.environments?.includes(environment.name) ?? true)
      .map((repository) => [`${environment.region}/${repository.name}`, askedOf(repository, config)] as const),
  );
  return Object.fromEntries(asked);
}

function askedOf(repository: RepositoryConfig, config: Config): Asked {
  const retention = repository.retention ??
    config.defaults?.retention ?? { expireUntaggedAfterDays: 1, keepNewest: 100 };
  const consumers = consumersOf(repository);
  return {
    immutable: true,
    mutableTags: [...(repository.mutableTags ?? [])].sort(),
    expireUntaggedAfterDays: retention.expireUntaggedAfterDays,
    keepNewest: retention.keepNewest,
    accounts: distinct(consumers.map(accountOf)),
    organizations: distinct(consumers.map((consumer) => consumer.organization)),
  };
}

function accountOf(consumer: Consumer): string | undefined {
  const account = consumer.account ?? consumer.lambda?.account ?? consumer.codeBuild?.account;
  return account ?? (consumer.role ?? consumer.user)?.split(':')[4];
}

export function describedRepositories(account: DescribedAccount): Record<string, Asked> {
  const described = Object.entries(account.regions).flatMap(([region, { repositories }]) =>
    Object.entries(repositories).map(([name, repository]) => [`${region}/${name}`, describedOf(repository)] as const),
  );
  return Object.fromEntries(described);
}

function describedOf(repository: JsonObject): Asked {
  const filters = (repository.imageTagMutabilityExclusionFilters ?? []) as unknown as readonly { filter: string }[];
  const rules = (repository.lifecyclePolicy as unknown as { rules: readonly Rule[] } | null)?.rules ?? [];
  const count = (tagStatus: string, countType: string) =>
    rules.find(({ selection }) => selection.tagStatus === tagStatus && selection.countType === countType)?.selection
      .countNumber;
  const policy = JSON.stringify(repository.repositoryPolicy);
  return {
    immutable: (repository.imageTagMutability as string).startsWith('IMMUTABLE'),
    mutableTags: filters.map(({ filter }) => filter).sort(),
    expireUntaggedAfterDays: count('untagged', 'sinceImagePushed'),
    keepNewest: count('any', 'imageCountMoreThan'),
    accounts: distinct(policy.match(/\b\d{12}\b/g) ?? []),
    organizations: distinct(policy.match(/\bo-[a-z0-9]{10,32}\b/g) ?? []),
  };
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}

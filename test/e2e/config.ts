import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

export interface Consumer {
  readonly account?: string;
  readonly organization?: string;
  readonly role?: string;
  readonly user?: string;
  readonly lambda?: { readonly account: string };
  readonly codeBuild?: { readonly account: string };
}

export interface RepositoryConfig {
  readonly name: string;
  readonly environments?: readonly string[];
  readonly mutableTags?: readonly string[];
  readonly retention?: { readonly expireUntaggedAfterDays?: number; readonly keepNewest?: number };
  readonly pullers?: readonly Consumer[];
  readonly pushers?: readonly Consumer[];
  readonly readers?: readonly Consumer[];
}

/** The parts of `ecr-publishing.yaml` that the e2e reads, read without the app's parser, because that is tested too. */
export interface Config {
  readonly environments: readonly { readonly name: string; readonly account: string; readonly region: string }[];
  readonly defaults?: { readonly retention?: RepositoryConfig['retention'] };
  readonly repositories: readonly RepositoryConfig[];
  readonly publishers?: readonly { readonly name: string }[];
  readonly contributors?: readonly object[];
}

export function readConfig(path: string): Config {
  return parse(readFileSync(path, 'utf8')) as Config;
}

/** Another e2e tests contributors. With their state machine, a template is too large to deploy without a bucket. */
export function withoutContributors(config: Config): Config {
  return { ...config, contributors: undefined };
}

export function consumersOf(repository: RepositoryConfig): Consumer[] {
  return [...(repository.pullers ?? []), ...(repository.pushers ?? []), ...(repository.readers ?? [])];
}

export function writeConfig(path: string, config: Config): void {
  writeFileSync(path, stringify(config));
}

import { type z } from 'zod';
import { registryProblems } from './registry/registry-problems';
import { registryUserProblems } from './registry/registry-users';
import { accessProblems } from './repositories/access-problems';
import { parseEqualOnce } from './repositories/equal-entries';
import { type ConfigFile, type ConfigFiles, readConfigFiles } from './reading/config-files';
import { ConfigError, type ConfigProblem, pathText } from './problem';
import { contributorProblems } from './contributors/contributor-environments';
import { environmentProblems } from './environments/environment-problems';
import { partitionProblems } from './environments/partition-problems';
import { pushOnlyProblems } from './repositories/push-only-problems';
import { missingRepositories } from './repositories/repository-sources';
import { stackProblems } from './environments/stack-problems';
import { duplicatePrefixes, referenceProblems } from './references';
import { settingsProblems } from './settings/settings-problems';
import { mergedConfig, mergedData, originsOf } from './teams/merge';
import { inItsFile } from './teams/origins';
import { textProblems } from './text-problems';
import { withoutConsequences } from './causes';
import { configSchema, type RegistryConfig } from './schema';

/* eslint-disable @typescript-eslint/no-require-imports -- loading takes time, and most configs are one file */
const load = {
  endedAccess: () => require('./contributors/ended-access') as typeof import('./contributors/ended-access'),
  teamFile: () => require('./teams/team-file') as typeof import('./teams/team-file'),
  teamProblems: () => require('./teams/team-problems') as typeof import('./teams/team-problems'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/**
 * Reads and validates `ecr-publishing.yaml` and the files of teams that it includes.
 *
 * @param edit changes the parsed files before they are validated.
 * @throws ConfigError with every problem at once.
 */
export function readConfig(path: string, edit: (files: ConfigFiles) => ConfigFiles = (files) => files): RegistryConfig {
  const files = edit(readConfigFiles(path));
  try {
    return validateFiles(files);
  } catch (error) {
    throw error instanceof ConfigError
      ? new ConfigError(error.problems.map((problem) => ofFile(path, problem)))
      : error;
  }
}

/**
 * Reads a config as it was before, to compare the stacks of both. Its access that has ended since is no problem.
 *
 * @throws ConfigError with every problem at once.
 */
export function readOldConfig(path: string): RegistryConfig {
  const current = load.endedAccess().withoutEndedAccess;
  return readConfig(path, ({ main, teams, ...rest }) => ({
    ...rest,
    main: { ...main, data: current(main.data) },
    teams: teams.map((team) => ({ ...team, data: current(team.data) })),
  }));
}

/** A problem of a file as a whole has no path, so its message names the file. */
function ofFile(main: string, problem: ConfigProblem): ConfigProblem {
  const { path, key, message, file } = problem;
  return path === '' && key === undefined && !message.startsWith(`${file ?? main} `)
    ? { ...problem, file: file ?? main, message: `${file ?? main} ${message}` }
    : problem;
}

/** Validates a config that is one file and is parsed already. */
export function validateConfig(data: unknown): RegistryConfig {
  return validateFiles({ main: { name: 'ecr-publishing.yaml', data }, teams: [], problems: [] });
}

/** Validates the files of a config. The problems of a team's file have its name. */
export function validateFiles({ main, teams, problems: ofUnread }: ConfigFiles): RegistryConfig {
  const origins = originsOf(main, teams);
  const parsedMain = parsed(configSchema, main);
  const parsedTeams = teams.map((file) => parsed(load.teamFile().teamFileSchema, file, file.name));
  const ofFields = [parsedMain, ...parsedTeams].flatMap(({ problems }) => problems);
  const ofTexts = [
    ...textProblems(main.data),
    ...teams.flatMap(({ name, data }) => textProblems(data).map((problem) => ({ ...problem, file: name }))),
  ];
  // Names of a file that is not read would be unknown.
  const ofNames = ofUnread.length > 0 ? [] : problemsOfNames(main, teams);
  const dataOf = new Map([main, ...teams].map(({ data }, index) => [teams[index - 1]?.name, data]));
  const problems = [
    ...ofUnread,
    ...withoutConsequences(dataOf, ofTexts, [
      ...ofFields,
      ...missingRepositories(main.data),
      ...ofNames.map((problem) => inItsFile(origins, problem)),
    ]),
  ];
  const config =
    parsedMain.config &&
    mergedConfig(
      parsedMain.config,
      parsedTeams.flatMap(({ name, config: one }) => (one ? [{ name, config: one }] : [])),
      origins,
    );
  if (config && problems.length === 0) {
    problems.push(...problemsOfConfig(config).map((problem) => inItsFile(origins, problem)));
  }
  if (!config || problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** Problems of names and accesses, which are found even if a field is not valid. */
function problemsOfNames(main: ConfigFile, teams: readonly ConfigFile[]): ConfigProblem[] {
  const data = mergedData(main.data, teams);
  return [
    ...duplicatePrefixes(main.data),
    ...teams.flatMap((file) => duplicatePrefixes(file.data).map((problem) => ({ ...problem, file: file.name }))),
    ...referenceProblems(data, teams.length === 0 ? 'this file' : 'this config'),
    ...accessProblems(data),
    ...(teams.length === 0 ? [] : load.teamProblems().teamProblems(main, teams)),
  ];
}

/** Problems of a config whose fields are valid. */
function problemsOfConfig(config: RegistryConfig): ConfigProblem[] {
  const problems = [
    ...stackProblems(config),
    ...environmentProblems(config),
    ...settingsProblems(config),
    ...partitionProblems(config),
    ...contributorProblems(config),
    ...registryProblems(config),
    ...registryUserProblems(config),
    ...pushOnlyProblems(config),
  ];
  // Images of one build share its keys, and so their problems.
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
}

/** A file with valid fields, or the problems of its fields. */
interface ParsedFile<T> {
  readonly name: string;
  readonly config?: T;
  readonly problems: readonly ConfigProblem[];
}

/** @param file the file that the problems have. The main file has none. */
function parsed<T extends { readonly repositories?: { name: string }[] }>(
  schema: z.ZodType<T>,
  { name, data }: ConfigFile,
  file?: string,
): ParsedFile<T> {
  const equal = parseEqualOnce(schema, data);
  if (equal) return { name, config: equal, problems: [] };
  const { data: config, error } = schema.safeParse(data);
  return { name, config, problems: (error?.issues ?? []).map((issue) => ({ ...problemOf(issue), file })) };
}

function problemOf({ path, message, ...issue }: z.core.$ZodIssue): ConfigProblem {
  const [key] = issue.code === 'unrecognized_keys' ? issue.keys : [];
  return { path: pathText(path), message, key };
}

import { type z } from 'zod';
import { accessProblems } from './repositories/access-problems';
import { parseEqualOnce } from './repositories/equal-entries';
import { readConfigFile } from './reading/file';
import { ConfigError, type ConfigProblem, pathText } from './problem';
import { contributorProblems } from './contributors/contributor-environments';
import { environmentProblems } from './environments/environment-problems';
import { partitionProblems } from './environments/partition-problems';
import { pushOnlyProblems } from './repositories/push-only-problems';
import { missingRepositories } from './repositories/repository-sources';
import { stackProblems } from './environments/stack-problems';
import { referenceProblems } from './references';
import { settingsProblems } from './settings/settings-problems';
import { textProblems } from './text-problems';
import { withoutConsequences } from './causes';
import { configSchema, type RegistryConfig } from './schema';

/**
 * Reads and validates `ecr-publishing.yaml`.
 *
 * @throws ConfigError with every problem at once.
 */
export function readConfig(path: string): RegistryConfig {
  const data = readConfigFile(path);
  try {
    return validateConfig(data);
  } catch (error) {
    throw error instanceof ConfigError
      ? new ConfigError(error.problems.map((problem) => ofFile(path, problem)))
      : error;
  }
}

/** A problem of the file as a whole has no path, so its message names the file. */
function ofFile(file: string, problem: ConfigProblem): ConfigProblem {
  const { path, key, message } = problem;
  return path === '' && key === undefined ? { ...problem, message: `${file} ${message}` } : problem;
}

/** Validates a config that is parsed already. */
export function validateConfig(data: unknown): RegistryConfig {
  const equal = parseEqualOnce(data);
  const { data: config, error } = equal ? { data: equal, error: undefined } : configSchema.safeParse(data);
  const problems = withoutConsequences(data, textProblems(data), [
    ...(error?.issues ?? []).map(problemOf),
    ...missingRepositories(data),
    ...referenceProblems(data),
    ...accessProblems(data),
  ]);
  if (config && problems.length === 0) {
    problems.push(
      ...stackProblems(config),
      ...environmentProblems(config),
      ...settingsProblems(config),
      ...partitionProblems(config),
      ...contributorProblems(config),
      ...pushOnlyProblems(config),
    );
  }
  if (!config || problems.length > 0) throw new ConfigError(problems);
  return config;
}

function problemOf({ path, message, ...issue }: z.core.$ZodIssue): ConfigProblem {
  const [key] = issue.code === 'unrecognized_keys' ? issue.keys : [];
  return { path: pathText(path), message, key };
}

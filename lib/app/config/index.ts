import { accessProblems } from './repositories/access-problems';
import { parseEqualOnce } from './repositories/equal-entries';
import { readConfigFile } from './reading/file';
import { ConfigError, type ConfigProblem, pathText } from './problem';
import { contributorProblems } from './contributors/contributor-environments';
import { environmentProblems } from './environments/environment-problems';
import { partitionProblems } from './environments/partition-problems';
import { pushOnlyProblems } from './repositories/push-only-problems';
import { stackProblems } from './environments/stack-problems';
import { referenceProblems } from './references';
import { settingsProblems } from './settings/settings-problems';
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
function ofFile(file: string, { path, message }: ConfigProblem): ConfigProblem {
  return { path, message: path === '' ? `${file} ${message}` : message };
}

/** Validates a config that is parsed already. */
export function validateConfig(data: unknown): RegistryConfig {
  const equal = parseEqualOnce(data);
  const { data: config, error } = equal ? { data: equal, error: undefined } : configSchema.safeParse(data);
  const problems: ConfigProblem[] = [
    ...(error?.issues ?? []).map(({ path, message }) => ({ path: pathText(path), message })),
    ...referenceProblems(data),
    ...accessProblems(data),
  ];
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

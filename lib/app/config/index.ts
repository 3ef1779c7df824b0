import { accessProblems } from './access';
import { readConfigFile } from './file';
import { ConfigError, type ConfigProblem, pathText } from './problem';
import { contributorProblems } from './contributor-places';
import { placeProblems } from './places';
import { pushOnlyProblems } from './push-only';
import { referenceProblems } from './references';
import { configSchema, type RegistryConfig } from './schema';

/**
 * Reads and validates `ecr-publishing.yaml`.
 *
 * @throws ConfigError with every problem at once.
 */
export function readConfig(path: string): RegistryConfig {
  return validateConfig(readConfigFile(path));
}

/** Validates a config that is plain data already. */
export function validateConfig(data: unknown): RegistryConfig {
  const parsed = configSchema.safeParse(data);
  const problems: ConfigProblem[] = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({ path: pathText(path), message })),
    ...referenceProblems(data),
    ...accessProblems(data),
  ];
  if (parsed.data && problems.length === 0) {
    problems.push(...placeProblems(parsed.data), ...contributorProblems(parsed.data), ...pushOnlyProblems(parsed.data));
  }
  if (!parsed.data || problems.length > 0) throw new ConfigError(sorted(problems));
  return parsed.data;
}

/** In the order of the paths, and by number where they count. */
function sorted(problems: ConfigProblem[]): ConfigProblem[] {
  return [...problems].sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }));
}

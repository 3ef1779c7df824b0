import { isMapping } from '../../../private/values/mapping';
import { type ConfigProblem } from '../problem';

/** The keys that bring repositories. A file has at least one of them. */
export const repositorySources = ['repositories', 'contributors', 'include'] as const;

/** A file without a key that brings repositories. It reads the file as it is written. */
export function missingRepositories(config: unknown): ConfigProblem[] {
  if (!isMapping(config) || repositorySources.some((key) => config[key] !== undefined)) return [];
  const [missing, ...others] = repositorySources;
  return [{ path: missing, message: `is required, unless the file has ${others.join(' or ')}` }];
}

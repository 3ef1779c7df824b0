import { type ConfigProblem } from '../problem';
import { type RepositoryEntry } from '../repositories/all-repositories';
import { type EnvironmentConfig, type RegistryConfig } from '../schema';
import { layersOf } from './layers';
import { repositorySettings, type RepositorySettings } from './settings';

/**
 * The problem with a setting that the construct of a repository refused, at the part of the file that the value comes from.
 * Repositories with one value from `defaults` or a group then have one problem together. Other problems are at the entry.
 */
export function settingProblem(
  config: RegistryConfig,
  entry: RepositoryEntry,
  environment: EnvironmentConfig,
  message: string,
): ConfigProblem {
  const [, key = '', index = '', text = ''] = /^`(\w+)(\[\d+\])?` (must .*)$/s.exec(message) ?? [];
  const part = isSetting(key)
    ? layersOf(config, entry, environment)
        .filter(({ path, settings }) => path !== '' && settings[key] !== undefined)
        .at(-1)
    : undefined;
  return part === undefined ? { path: entry.path, message } : { path: `${part.path}.${key}${index}`, message: text };
}

function isSetting(key: string): key is keyof RepositorySettings {
  return Object.hasOwn(repositorySettings, key);
}

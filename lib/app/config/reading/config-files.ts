import { dirname, join } from 'node:path';
import { ConfigError, type ConfigProblem } from '../problem';
import { fields, listOf } from '../unvalidated';
import { readConfigFile, readTeamFile } from './file';
import { includedFiles } from './include';

/** A file of a config, with its content as plain data. */
export interface ConfigFile {
  /** The name that messages show. */
  readonly name: string;
  readonly data: unknown;
}

/** The files of a config, not yet validated. */
export interface ConfigFiles {
  readonly main: ConfigFile;
  readonly teams: readonly ConfigFile[];
  /** The problems of files that are not read. */
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads a config and the files that it includes.
 *
 * @throws ConfigError if the main file cannot be read.
 */
export function readConfigFiles(name: string): ConfigFiles {
  const main = { name, data: readConfigFile(name) };
  const patterns = listOf(fields(main.data).include);
  if (patterns.length === 0) return { main, teams: [], problems: [] };
  const folder = dirname(name);
  const included = includedFiles(name, folder, patterns);
  const teams: ConfigFile[] = [];
  const problems = [...included.problems];
  for (const file of included.names.map((one) => join(folder, one))) {
    try {
      teams.push({ name: file, data: readTeamFile(file) });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems.map((problem) => ({ ...problem, file })));
    }
  }
  return { main, teams, problems };
}

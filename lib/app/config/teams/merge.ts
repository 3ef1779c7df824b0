import { type z } from 'zod';
import { builtImages } from '../builds/built-images';
import { type ConfigFile } from '../reading/config-files';
import { type configSchema, type RegistryConfig } from '../schema';
import { fields, listOf } from '../unvalidated';
import { type Origins, teamSections } from './origins';
import { type TeamFile } from './team-file';

/** The main file as it is written, with the entries of all teams after its own. */
export function mergedData(main: unknown, teams: readonly ConfigFile[]): unknown {
  if (teams.length === 0) return main;
  const files = [main, ...teams.map(({ data }) => data)].map(fields);
  return {
    ...fields(main),
    ...Object.fromEntries(
      teamSections.map((section) => [section, files.flatMap((file) => listOf(file[section]))] as const),
    ),
  };
}

/** The first index of each file in the merged sections. */
export function originsOf(main: ConfigFile, teams: readonly ConfigFile[]): Origins | undefined {
  if (teams.length === 0) return undefined;
  const counts = countsOf(main);
  return {
    main: main.name,
    teams: teams.map((file) => {
      const starts = { ...counts };
      const own = countsOf(file);
      for (const section of teamSections) counts[section] += own[section];
      return { file: file.name, starts };
    }),
  };
}

function countsOf({ data }: ConfigFile) {
  const of = (section: string) => listOf(fields(data)[section]).length;
  return {
    groups: of('groups'),
    repositories: of('repositories'),
    publishers: of('publishers'),
    builds: of('builds'),
    contributors: of('contributors'),
  };
}

/** One config with the entries of valid files. */
export function mergedConfig(
  main: z.infer<typeof configSchema>,
  files: readonly { readonly name: string; readonly config: TeamFile }[],
  origins: Origins | undefined,
): RegistryConfig {
  if (origins === undefined) return { ...main, builds: main.builds && builtImages(main.builds) };
  const configs = files.map(({ config }) => config);
  return {
    ...main,
    groups: some([...(main.groups ?? []), ...configs.flatMap(({ groups = [] }) => groups)]),
    repositories: withTeam(main.repositories, configs, ({ repositories }) => repositories),
    publishers: some(withTeam(main.publishers, configs, ({ publishers }) => publishers)),
    builds: some(builtImages(withTeam(main.builds, configs, ({ builds }) => builds))),
    contributors: some(withTeam(main.contributors, configs, ({ contributors }) => contributors)),
    teams: files.map(({ name, config: { team, owners, prefixes, tags } }) => ({
      file: name,
      team,
      owners,
      prefixes,
      tags,
    })),
    origins,
  };
}

function withTeam<T extends object>(
  ofMain: readonly T[] = [],
  configs: readonly TeamFile[],
  entriesOf: (config: TeamFile) => readonly T[] | undefined,
): (T & { team?: string })[] {
  const ofTeams = configs.flatMap((config) => (entriesOf(config) ?? []).map((one) => ({ ...one, team: config.team })));
  return [...ofMain, ...ofTeams];
}

/** A section without entries is left out, as in a file. */
function some<T>(entries: T[]): T[] | undefined {
  return entries.length === 0 ? undefined : entries;
}

import { quote } from '../../../private/validation/validation';
import { type ConfigProblem } from '../problem';
import { type ConfigFile } from '../reading/config-files';
import { each, fields, listOf, repeatedValues } from '../unvalidated';
import { overlap, type TeamPrefixes, teamPrefixes } from './prefixes';
import { grantProblems } from './granted-prefixes';
import { nameProblems } from './team-names';

/**
 * Teams with one name, prefixes of two teams, and names that do not belong to their team. It reads the files as they are
 * written, even if they are not valid.
 */
export function teamProblems(main: ConfigFile, files: readonly ConfigFile[]): ConfigProblem[] {
  const teams = files.map(teamPrefixes);
  const names = new Set([main, ...files].flatMap(repositoryNames));
  const { shared, teamPrefixes: granted } = fields(main.data);
  return [
    ...repeatedTeams(teams),
    ...overlaps(teams),
    ...grantProblems(granted, teams),
    ...inMain(main, teams),
    ...unusedShares(shared, names),
    ...teams.flatMap((team) => nameProblems(team, teams, shared, names)),
  ];
}

function repositoryNames({ data }: ConfigFile): unknown[] {
  const { repositories, contributors } = fields(data);
  return [
    ...listOf(repositories).map((item) => fields(item).name),
    ...listOf(contributors).flatMap((item) => [fields(item).repository, fields(item).promoteTo]),
  ];
}

function repeatedTeams(teams: readonly TeamPrefixes[]): ConfigProblem[] {
  return repeatedValues(teams.map(({ team }) => (team === '' ? undefined : team.toLowerCase()))).flatMap(
    ([, first, index]) => {
      const [one, other] = [teams[first], teams[index]];
      if (!one || !other) return [];
      const message = `must be unique, got ${quote(other.team)}, which ${one.file.name} has too. Choose another name.`;
      return [{ file: other.file.name, path: 'team', message }];
    },
  );
}

function overlaps(teams: readonly TeamPrefixes[]): ConfigProblem[] {
  return teams.flatMap((team, index) =>
    team.prefixes.flatMap(({ prefix, path }) => {
      const others = teams.slice(0, index).flatMap((one) => one.prefixes.map((each) => ({ ...each, of: one })));
      const other = others.find((one) => overlap(one.prefix, prefix));
      if (other === undefined) return [];
      const message =
        `must not overlap with prefix ${quote(other.prefix)} of ${other.of.file.name}, got ${quote(prefix)}. ` +
        'Choose another prefix.';
      return [{ file: team.file.name, path, message }];
    }),
  );
}

/** Repositories of the main file and of its contributors with a prefix of a team. Each repository has one owner. */
function inMain({ data }: ConfigFile, teams: readonly TeamPrefixes[]): ConfigProblem[] {
  const prefixes = teams.flatMap(({ file, prefixes: own }) => own.map(({ prefix }) => ({ prefix, file })));
  const problem = (name: unknown, path: string, part: string): ConfigProblem[] => {
    if (typeof name !== 'string') return [];
    const found = prefixes.find(({ prefix }) => name.startsWith(prefix));
    if (found === undefined) return [];
    const message =
      `must not start with ${quote(found.prefix)}, got ${quote(name)}. The prefix belongs to ${found.file.name}. ` +
      `Move the ${part} to that file.`;
    return [{ path, message }];
  };
  const { repositories, contributors } = fields(data);
  return [
    ...each(repositories, ({ name }, at) => problem(name, `repositories${at}.name`, 'repository')),
    ...each(contributors, (contributor, at) =>
      ['repository', 'promoteTo'].flatMap((key) =>
        problem(contributor[key], `contributors${at}.${key}`, 'contributor'),
      ),
    ),
  ];
}

/** Shared prefixes without a repository. They are probably misspelled. */
function unusedShares(shared: unknown, names: ReadonlySet<unknown>): ConfigProblem[] {
  return listOf(fields(shared).prefixes).flatMap((prefix, index) => {
    if (typeof prefix !== 'string' || [...names].some((name) => typeof name === 'string' && name.startsWith(prefix)))
      return [];
    const message = `must be the start of a repository name of this config, got ${quote(prefix)}. Correct it, or remove it.`;
    return [{ path: `shared.prefixes[${index}]`, message }];
  });
}

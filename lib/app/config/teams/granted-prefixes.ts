import { quote } from '../../../private/validation/validation';
import { isMapping } from '../../../private/values/mapping';
import { type ConfigProblem } from '../problem';
import { listOf } from '../unvalidated';
import { type TeamPrefixes } from './prefixes';

/** Prefixes that the main file does not give to their team, and teams of the main file that have no file. */
export function grantProblems(teamPrefixes: unknown, teams: readonly TeamPrefixes[]): ConfigProblem[] {
  if (!isMapping(teamPrefixes)) return [];
  const granted = new Map(Object.entries(teamPrefixes).map(([team, prefixes]) => [team, listOf(prefixes)]));
  const withFile = new Set(teams.map(({ team }) => team));
  return [
    ...teams.flatMap((team) => problemsOfTeam(team, granted.get(team.team))),
    ...[...granted.keys()]
      .filter((team) => !withFile.has(team))
      .map((team) => ({
        path: `teamPrefixes.${team}`,
        message: `must be a team with a file, got ${quote(team)}. Correct it, or remove it.`,
      })),
  ];
}

function problemsOfTeam({ file, team, prefixes }: TeamPrefixes, granted?: readonly unknown[]): ConfigProblem[] {
  if (team === '') return [];
  if (granted === undefined) {
    const message = `must be a team of \`teamPrefixes\` in the main file, got ${quote(team)}. Correct it, or add it there.`;
    return [{ file: file.name, path: 'team', message }];
  }
  const texts = granted.filter((one) => typeof one === 'string');
  return prefixes
    .filter(({ prefix }) => !texts.some((one) => prefix.startsWith(one)))
    .map(({ prefix, path }) => ({
      file: file.name,
      path,
      message:
        `must start with ${texts.map(quote).join(' or ')}, which the main file gives to the team, got ${quote(prefix)}. ` +
        'Correct it, or add it to `teamPrefixes`.',
    }));
}

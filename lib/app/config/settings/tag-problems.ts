import { awsLimits } from '../../../private/aws/limits';
import { quote } from '../../../private/validation/validation';
import { type ConfigProblem } from '../problem';
import { type RegistryConfig } from '../schema';
import { tagsOfTeam } from '../teams/team-tags';
import { repeatedValues } from '../unvalidated';

const { tagsOfResource, keyCharactersOfProject, valueCharactersOfProject } = awsLimits.resourceTags;

/** Tags for all resources of a file that a service refuses. IAM and CodeBuild accept less than other services. */
export function tagProblems(config: RegistryConfig): ConfigProblem[] {
  const { tags = {}, builds = [], teams = [] } = config;
  return [
    ...problemsOfTags(tags, tags, builds.length > 0),
    ...teams.flatMap((team) =>
      problemsOfTags(
        team.tags ?? {},
        { ...tags, ...tagsOfTeam(team) },
        builds.some((build) => build.team === team.team),
      ).map((problem) => ({ ...problem, file: team.file })),
    ),
  ];
}

/**
 * Problems of the tags of one file.
 *
 * @param all the tags of its resources, with those of the main file.
 */
function problemsOfTags(own: Tagging, all: Tagging, hasBuilds: boolean): ConfigProblem[] {
  const keys = Object.keys(all);
  return [
    ...(keys.length > tagsOfResource
      ? [{ path: 'tags', message: `must have at most ${tagsOfResource} tags, got ${keys.length}` }]
      : []),
    ...repeatedValues(keys.map((key) => key.toLowerCase())).flatMap(([, first, index]) => {
      const { [index]: key = '' } = keys;
      const message = `must differ from ${quote(keys[first])} in more than case, because IAM counts both as equal. Remove one.`;
      return Object.hasOwn(own, key) ? [{ path: `tags.${key}`, message }] : [];
    }),
    ...(hasBuilds ? Object.entries(own).flatMap(([key, value]) => tooLong(key, value)) : []),
  ];
}

type Tagging = Readonly<Record<string, string>>;

function tooLong(key: string, value: string): ConfigProblem[] {
  const [ofKey, ofValue] = [Array.from(key).length, Array.from(value).length];
  if (ofKey <= keyCharactersOfProject && ofValue <= valueCharactersOfProject) return [];
  const limits = `at most ${keyCharactersOfProject} characters in a key and ${valueCharactersOfProject} in a value`;
  return [
    { path: `tags.${key}`, message: `must have ${limits}, got ${ofKey} and ${ofValue}. CodeBuild accepts no more.` },
  ];
}

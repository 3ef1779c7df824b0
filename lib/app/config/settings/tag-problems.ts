import { awsLimits } from '../../../private/aws/limits';
import { quote } from '../../../private/validation/validation';
import { type ConfigProblem } from '../problem';
import { type RegistryConfig } from '../schema';
import { repeatedValues } from '../unvalidated';

const { tagsOfResource, keyCharactersOfProject, valueCharactersOfProject } = awsLimits.resourceTags;

/** Tags for all resources of the file that a service refuses. IAM and CodeBuild accept less than other services. */
export function tagProblems({ tags = {}, builds }: RegistryConfig): ConfigProblem[] {
  const keys = Object.keys(tags);
  const ofBuilds = builds ? Object.entries(tags).flatMap(([key, value]) => tooLong(key, value)) : [];
  return [
    ...(keys.length > tagsOfResource
      ? [{ path: 'tags', message: `must have at most ${tagsOfResource} tags, got ${keys.length}` }]
      : []),
    ...repeatedValues(keys.map((key) => key.toLowerCase())).map(([, first, index]) => ({
      path: `tags.${keys[index]}`,
      message: `must differ from ${quote(keys[first])} in more than case, because IAM counts both as equal. Remove one.`,
    })),
    ...ofBuilds,
  ];
}

function tooLong(key: string, value: string): ConfigProblem[] {
  const [ofKey, ofValue] = [Array.from(key).length, Array.from(value).length];
  if (ofKey <= keyCharactersOfProject && ofValue <= valueCharactersOfProject) return [];
  const limits = `at most ${keyCharactersOfProject} characters in a key and ${valueCharactersOfProject} in a value`;
  return [
    { path: `tags.${key}`, message: `must have ${limits}, got ${ofKey} and ${ofValue}. CodeBuild accepts no more.` },
  ];
}

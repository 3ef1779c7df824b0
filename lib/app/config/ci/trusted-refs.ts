import { type z } from 'zod';
import { branchRule, gitTagRule } from '../../../private/git/git-ref';
import { branchPatternRule, gitTagPatternRule } from '../../../private/git/git-ref-pattern';
import { addProblem, evenIfInvalid, text, uniqueList } from '../fields';

export const branches = uniqueList(
  text(branchRule, { description: 'A branch.', examples: ['main'] }),
  'The exact names of branches.',
).optional();
export const tags = uniqueList(
  text(gitTagRule, { description: 'A Git tag.', examples: ['v1.0.0'] }),
  'The exact names of Git tags.',
).optional();
export const branchPatterns = uniqueList(
  text(branchPatternRule, { description: 'A pattern of branches.', examples: ['release/*'] }),
  "Patterns of branches. '*' matches any text.",
).optional();
export const tagPatterns = uniqueList(
  text(gitTagPatternRule, { description: 'A pattern of Git tags.', examples: ['v*'] }),
  "Patterns of Git tags. '*' matches any text.",
).optional();

/** Refuses a trust without any of the keys that limit the jobs. */
export function limitedBy<T extends z.ZodObject>(schema: T, keys: readonly (keyof T['shape'] & string)[]): T {
  const names = keys.join(', ').replace(/, (\w+)$/, ' or $1');
  return schema.superRefine((value, context) => {
    const isUnlimited = keys.every((key) => value[key] === undefined);
    addProblem(context, isUnlimited ? `must name ${names}. Without one, any run could publish.` : undefined);
  }, evenIfInvalid);
}

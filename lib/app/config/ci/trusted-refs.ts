import { type z } from 'zod';
import { branchRule, gitTagRule } from '../../../private/git/git-ref';
import { branchPatternRule, gitTagPatternRule } from '../../../private/git/git-ref-pattern';
import { addProblem, atOnce, list, text } from '../fields';

export const branches = list(text(branchRule, { description: 'A branch.' }), 'Branches, each exactly.').optional();
export const tags = list(text(gitTagRule, { description: 'A Git tag.' }), 'Git tags, each exactly.').optional();
export const branchPatterns = list(
  text(branchPatternRule, { description: 'A pattern of branches.', examples: ['release/*'] }),
  "Branches by patterns; '*' is any text.",
).optional();
export const tagPatterns = list(
  text(gitTagPatternRule, { description: 'A pattern of Git tags.', examples: ['v*'] }),
  "Git tags by patterns; '*' is any text.",
).optional();

/** Refuses a trust that limits the jobs by none of some keys. */
export function limitedBy<T extends z.ZodObject>(schema: T, keys: readonly (keyof T['shape'] & string)[]): T {
  const names = keys.join(', ').replace(/, (\w+)$/, ' or $1');
  return schema.superRefine((value, context) => {
    const isUnlimited = keys.every((key) => value[key] === undefined);
    addProblem(context, isUnlimited ? `must name ${names}. Without one, any run could publish.` : undefined);
  }, atOnce);
}

import { z } from 'zod';
import { branchRule, gitTagRule } from '../../private/git/git-ref';
import { branchPatternRule, gitTagPatternRule } from '../../private/git/git-ref-pattern';
import { addProblem, atOnce, list, text } from './fields';

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

export const flag = (description: string) => z.boolean({ error: 'must be true or false' }).meta({ description });

/** Refuses a trust that names no place to run for. */
export function somewhere<T extends z.ZodObject>(schema: T, places: readonly (keyof T['shape'] & string)[]): T {
  const names = `${places.slice(0, -1).join(', ')} or ${places.at(-1) ?? ''}`;
  return schema.superRefine((value, context) => {
    const nowhere = places.every((place) => value[place] === undefined);
    addProblem(context, nowhere ? `must name ${names}; without one any run could publish` : undefined);
  }, atOnce);
}

import { textRule } from '../../../private/validation/text';
import { type Rule, firstProblem, quote } from '../../../private/validation/validation';

/** A pattern of file names below the folder of the main file. */
export const includePatternRule: Rule = (value) =>
  firstProblem(value, textRule('a pattern of files'), (checked) => {
    const pattern = checked as string;
    if (pattern.includes('\\')) return refused(pattern, "Write '/' between folders.");
    if (pattern.startsWith('!')) return refused(pattern, 'Name the files that are included instead.');
    const isOutside = /^([/~]|[A-Za-z]:)/.test(pattern) || pattern.split('/').includes('..');
    return isOutside ? refused(pattern, 'It must be below the folder of this file.') : undefined;
  });

function refused(pattern: string, remedy: string): string {
  return `must be a pattern of files, such as 'teams/*.yaml', got ${quote(pattern)}. ${remedy}`;
}

import { type Rule, firstProblem, quote } from '../validation/validation';
import { textRule } from '../validation/text';

/** The name of one image among several of a source. It is a part of the names of projects and jobs. */
export const imageNameRule: Rule = (value) =>
  firstProblem(value, textRule('the name of an image'), (checked) =>
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(checked as string)
      ? undefined
      : `must be the name of an image, got ${quote(checked)}. Use at most 100 letters, digits, '-' and '_'`,
  );

/** The name of an image that has none: the last part of the name of its repository. */
export function imageNameOf(repositoryName: string): string {
  return (repositoryName.split('/').at(-1) ?? '').replace(/[^A-Za-z0-9_-]/g, '-');
}

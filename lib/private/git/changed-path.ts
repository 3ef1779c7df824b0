import { sourcePathRule } from './source-path';
import { type Rule, firstProblem, quote } from '../validation/validation';

/** A file or folder as a webhook names it: from the top of the repository, without `./`. */
export const changedPathRule: Rule = (value) =>
  firstProblem(value, sourcePathRule, (checked) => {
    const segments = (checked as string).replace(/\/$/, '').split('/');
    return segments.every((segment) => segment !== '' && segment !== '.')
      ? undefined
      : `must be a path within the source, got ${quote(checked)}. Write it without './' and '//'`;
  });

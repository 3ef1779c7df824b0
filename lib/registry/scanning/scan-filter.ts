import { awsLimits } from '../../private/aws/limits';
import { textRule } from '../../private/validation/text';
import {
  type Problem,
  type Rule,
  firstProblem,
  quote,
  refuseIf,
  validateEach,
} from '../../private/validation/validation';

const what = "a name of repositories with * for any characters, like 'prod/*'";
const form = /^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$/;

/** A filter for names of repositories. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html */
export const repositoryFilterRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    if (form.test(text) && text.length <= 255) return undefined;
    return `must be ${what}, got ${quote(text)}. Use lower case letters, digits and '._-/*'.`;
  });

/** Throws if a list of filters is not valid, names a filter twice, or is longer than ECR accepts. */
export function validateFilters(path: string, filters: readonly string[], most = awsLimits.ecr.scanningFilters): void {
  validateEach(path, filters, repositoryFilterRule);
  filters.forEach((filter, index) => {
    refuseIf(`${path}[${index}]`, twiceProblem(filter, filters.indexOf(filter) < index));
  });
  refuseIf(
    path,
    filters.length > most
      ? `must list at most ${most} filters, got ${filters.length}. Join some of them with *.`
      : undefined,
  );
}

function twiceProblem(filter: string, again: boolean): Problem {
  return again ? `must be listed once, got ${quote(filter)} again. Remove it or correct it.` : undefined;
}

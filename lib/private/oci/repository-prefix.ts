import { repositoryNameRule } from './repository-name';
import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const what = "the start of repository names, up to a slash, like 'team-a/'";

/** The start of repository names. It ends with a slash: `team-a` is also the start of `team-ab/app`. */
export const repositoryPrefixRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    if (/[*?]/.test(text)) return `must be ${what}, got ${quote(text)}. Omit the wildcard`;
    if (!text.endsWith('/')) {
      return `must be ${what}, got ${quote(text)}. Without the slash it is also the start of other teams' names`;
    }
    return repositoryNameRule(`${text}x`) === undefined
      ? undefined
      : `must be ${what}, got ${quote(text)}. No ECR repository name can start like that`;
  });

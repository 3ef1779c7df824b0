import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

/** @see https://docs.aws.amazon.com/codecommit/latest/APIReference/API_RepositoryMetadata.html */
export const codeCommitNameRule: Rule = (value) =>
  firstProblem(value, textRule('the name of a CodeCommit repository'), (checked) =>
    /^[\w.-]{1,100}$/.test(checked as string) && !(checked as string).endsWith('.git')
      ? undefined
      : `must be the name of a CodeCommit repository, got ${quote(checked)}. Use at most 100 letters, digits, '.', '_' and '-'`,
  );

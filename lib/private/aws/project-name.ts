import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

/** @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html */
export const projectNameRule: Rule = (value) =>
  firstProblem(value, textRule('a CodeBuild project name'), (checked) =>
    /^[A-Za-z0-9][A-Za-z0-9_-]{1,149}$/.test(checked as string)
      ? undefined
      : `must be a CodeBuild project name, got ${quote(checked)}. Use 2 to 150 letters, digits, '-' and '_'`,
  );

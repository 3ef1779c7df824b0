import { awsLimits } from './limits';
import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const { projectNameCharacters: most } = awsLimits.codeBuild;
const form = new RegExp(`^[A-Za-z0-9][A-Za-z0-9_-]{1,${most - 1}}$`);

/** @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html */
export const projectNameRule: Rule = (value) =>
  firstProblem(value, textRule('a CodeBuild project name'), (checked) =>
    form.test(checked as string)
      ? undefined
      : `must be a CodeBuild project name, got ${quote(checked)}. Use 2 to ${most} letters, digits, '-' and '_'`,
  );

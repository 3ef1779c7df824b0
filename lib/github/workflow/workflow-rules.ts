import { textRule } from '../../private/validation/text';
import { type Rule, firstProblem, quote } from '../../private/validation/validation';

/** A stage of a Dockerfile. */
export const stageRule = formRule(
  "a stage's name",
  /^[A-Za-z][\w.-]{0,127}$/,
  ". Use letters, digits, '_', '.' and '-' only.",
);

/** An image that a builder runs. A comma would start another option of the driver. */
export const builderImageRule = formRule("an image such as 'moby/buildkit:v0.24.0'", /^[A-Za-z0-9][\w.:/@-]{0,511}$/);

/** The audience that a token is requested with. */
export const audienceRule = formRule(
  'the audience of a token',
  /^[\w.:/@-]{1,255}$/,
  ". Use letters, digits and './:@_-' only.",
);

/** The ARN of a role, which comes from a template. */
export const workflowRoleArnRule = formRule('the ARN of a role', /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/);

function formRule(what: string, form: RegExp, remedy = ''): Rule {
  return (value) =>
    firstProblem(value, textRule(what), (checked) =>
      form.test(checked as string) ? undefined : `must be ${what}, got ${quote(checked)}${remedy}`,
    );
}

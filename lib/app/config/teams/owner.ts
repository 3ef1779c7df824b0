import { textRule } from '../../../private/validation/text';
import { type Rule, firstProblem, quote } from '../../../private/validation/validation';

/** An account or team at GitHub or GitLab, or an email address. A tag of AWS accepts all of these characters. */
const forms = [/^@[\w.-]+(\/[\w.-]+)*$/, /^[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/];

/** The owner of a team's file, as CODEOWNERS names it. */
export const ownerRule: Rule = (value) =>
  firstProblem(value, textRule('an owner'), (checked) =>
    forms.some((form) => form.test(checked as string))
      ? undefined
      : `must be an owner, such as '@acme/team-a' or 'team-a@example.com', got ${quote(checked)}. Correct it.`,
  );

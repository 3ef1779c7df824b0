import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "an AWS service such as 'lambda.amazonaws.com'";

/** The names of AWS services as principals, in every partition. */
export const servicePrincipalForm =
  /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)$/;

/** An AWS service as a principal. */
export const servicePrincipalRule: Rule = nameRule(what, /[^a-z0-9.-]/u, (text) =>
  servicePrincipalForm.test(text) ? undefined : `must be ${what}, got ${quote(text)}`,
);

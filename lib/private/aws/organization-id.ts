import { nameRule } from '../validation/text';
import { type Problem, type Rule, quote } from '../validation/validation';

const what = "an AWS organization id such as 'o-a1b2c3d4e5'";

/** An AWS organization id. @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const organizationIdRule: Rule = nameRule(what, /[^a-z0-9-]/u, form);

function form(text: string): Problem {
  if (/^o-[a-z0-9]{10,32}$/.test(text)) return undefined;
  if (/[*?]/.test(text)) {
    return `must be ${what}, got ${quote(text)}. A wildcard would match other organizations.`;
  }
  if (/^(r-|ou-)/.test(text)) {
    return `must be ${what}, got ${quote(text)}. That is the id of a root or an organizational unit.`;
  }
  return `must be ${what}, got ${quote(text)}`;
}

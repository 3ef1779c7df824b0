import { textRule } from './text';
import { type Rule, firstProblem, quote } from './validation';

const what = "an AWS organization id like 'o-a1b2c3d4e5'";

/** An AWS organization id. @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const organizationIdRule: Rule = (value) => firstProblem(value, textRule(what), form);

const form: Rule = (value) => {
  const text = value as string;
  if (/^o-[a-z0-9]{10,32}$/.test(text)) return undefined;
  if (/[*?]/.test(text)) {
    return `must be ${what}, got ${quote(text)}; a wildcard would match other organizations`;
  }
  if (/^(r-|ou-)/.test(text)) {
    return `must be ${what}, got ${quote(text)}; that is the id of a root or an organizational unit`;
  }
  return `must be ${what}, got ${quote(text)}`;
};

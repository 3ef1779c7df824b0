import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = "the path of an organizational unit such as 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'";
const form = /^o-[a-z0-9]{10,32}\/r-[0-9a-z]{4,32}(\/ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}){1,5}\/?$/;

/** The path of an organizational unit, from the organization down. */
export const organizationPathRule: Rule = nameRule(what, /[^a-z0-9/-]/u, (text) =>
  form.test(text) ? undefined : `must be ${what}, got ${quote(text)}${remedy(text)}`,
);

function remedy(text: string): string {
  if (/[*?]/.test(text)) return '. Remove the wildcard. The path includes the units and accounts below it.';
  if (text.startsWith('ou-')) return '. Write the ids of the organization and of its root before the id of the unit.';
  if (/^o-[a-z0-9]+(\/r-[a-z0-9]+)?\/?$/.test(text)) return '. Use organization for a whole organization.';
  return '';
}

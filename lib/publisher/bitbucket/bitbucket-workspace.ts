import { nameRule } from '../../private/validation/text';
import { type Rule, quote } from '../../private/validation/validation';

const what = 'the id of a Bitbucket workspace';

/** The workspace as in its address. It has no wildcard, and no slash, which would change the issuer. */
export const bitbucketWorkspaceRule: Rule = nameRule(what, /[^a-z0-9_-]/u, (text) => {
  if (/^[a-z0-9_-]{1,62}$/.test(text)) return undefined;
  const remedy = text.includes('/') ? 'Omit the repository and the address of the server' : characters;
  return `must be ${what}, got ${quote(text)}. ${remedy}`;
});

const characters = "Use at most 62 lower-case letters, digits, '_' and '-'";

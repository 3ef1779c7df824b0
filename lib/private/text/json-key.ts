import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = 'a key of a JSON object';

/** A key within a secret: a colon would name a version of it. */
export const jsonKeyRule: Rule = nameRule(what, /:/, (text) =>
  text.includes(':') ? `must be ${what}, got ${quote(text)}. CodeBuild does not accept a key with a colon` : undefined,
);

import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

const what = 'the name of a stage';

/** A stage of a Dockerfile, as `FROM ... AS name` has it. */
export const stageRule: Rule = nameRule(what, /[^A-Za-z0-9._-]/u, (text) => {
  if (text.length > 128) return `must be ${what}, got ${text.length} characters. Use at most 128`;
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)
    ? undefined
    : `must be ${what}, got ${quote(text)}. Use only letters, digits and '._-'`;
});

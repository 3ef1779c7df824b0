import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

/** The name of a target in an Earthfile, without its `+`. */
export const earthlyTargetRule = matching(
  "a target of the Earthfile, like 'docker'",
  /^[a-zA-Z][a-zA-Z0-9._-]*$/,
  "Write a letter, then letters, digits and '._-', without the '+'",
);

export const earthlyVersionRule = matching("a version of Earthly, like '0.8.16'", /^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/);

export const sha256Rule = matching(
  'a SHA-256 checksum',
  /^[0-9a-f]{64}$/,
  'Write it as 64 digits and letters a to f, in lower case',
);

/** A text that becomes part of an argument or an address, so it must match the form as a whole. */
function matching(what: string, form: RegExp, remedy?: string): Rule {
  return nameRule(what, /[^a-zA-Z0-9._-]/u, (text) => {
    if (text.length > 128) return `must be ${what}, got ${text.length} characters. Use at most 128`;
    return form.test(text)
      ? undefined
      : `must be ${what}, got ${quote(text)}${remedy === undefined ? '' : `. ${remedy}`}`;
  });
}

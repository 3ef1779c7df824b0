import { nameRule } from '../validation/text';
import { type Rule, quote } from '../validation/validation';

/** The key of a tag of IAM principals. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export const principalTagKeyRule: Rule = tagRule('the key of an IAM tag', 128);

/** The value of a tag of IAM principals. */
export const principalTagValueRule: Rule = tagRule('the value of an IAM tag', 256);

function tagRule(what: string, most: number): Rule {
  return nameRule(what, /[^\w .:/=+@-]/u, (text) => {
    if (/[*?]/.test(text)) return `must be ${what}, got ${quote(text)}. IAM does not read wildcards here.`;
    const fits = text.length <= most && /^[\w .:/=+@-]+$/.test(text);
    return fits ? undefined : `must be ${what}, got ${quote(text)}. Use 1 to ${most} letters, digits and _.:/=+-@.`;
  });
}

import { textRule } from './text';
import { type Rule, firstProblem, quote } from './validation';

/** The key of a tag that principals have. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
export const principalTagKeyRule: Rule = tagRule('the key of an IAM tag', 128, 1);

/** The value of a tag that principals have. */
export const principalTagValueRule: Rule = tagRule('the value of an IAM tag', 256, 1);

function tagRule(what: string, most: number, least: number): Rule {
  return (value) =>
    firstProblem(value, textRule(what), (checked) => {
      const text = checked as string;
      if (/[*?]/.test(text)) return `must be ${what}, got ${quote(text)}; a wildcard would be taken literally: name it`;
      const fits = text.length >= least && text.length <= most && /^[\w .:/=+@-]+$/.test(text);
      return fits ? undefined : `must be ${what}, got ${quote(text)}; 1 to ${most} of letters, digits and _.:/=+-@`;
    });
}

import { awsLimits } from '../aws/limits';
import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

const { tagCharacters: most, wildcardsInTagPattern: mostStars } = awsLimits.ecr;
const tagCharacters = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** One image tag, by the OCI distribution specification. A shell command may contain it without quotes. */
export const imageTagRule: Rule = (value) =>
  firstProblem(value, textRule('an image tag'), (checked) => {
    const text = checked as string;
    if (text.length > most) return `must be an image tag, got ${text.length} characters. A tag has at most ${most}`;
    return tagCharacters.test(text)
      ? undefined
      : `must be an image tag, got ${quote(text)}. Use letters, digits, '_', '.' and '-', and do not start with '.' or '-'`;
  });

/**
 * A tag that may move although all others are immutable. `*` matches any characters.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html
 */
export const mutableTagRule: Rule = exceptionRule(
  'That would make every tag mutable. If that is meant, set `imageTagMutability` to MUTABLE',
);

/** A tag that may not move although all others may. `*` matches any characters. */
export const immutableTagRule: Rule = exceptionRule(
  'That would make every tag immutable, which is the default. Omit `immutableTags` and `imageTagMutability`',
);

function exceptionRule(remedyForAll: string): Rule {
  return (value) =>
    firstProblem(value, textRule('a tag or tag pattern'), (checked) => {
      const text = checked as string;
      if (/^\*+$/.test(text)) return `must be a tag or tag pattern, got ${quote(text)}. ${remedyForAll}`;
      if (text.length > most) return `must be a tag or tag pattern, got ${text.length} characters. Use at most ${most}`;
      return /^[0-9a-zA-Z._*-]+$/.test(text)
        ? undefined
        : `must be a tag or tag pattern, got ${quote(text)}. Use only letters, digits, '.', '_', '-' and '*'`;
    });
}

/**
 * A pattern of a lifecycle rule: at most four `*`.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export const lifecycleTagPatternRule: Rule = (value) =>
  firstProblem(value, textRule('a tag pattern'), (checked) => {
    const text = checked as string;
    const stars = text.split('*').length - 1;
    if (stars > mostStars)
      return `must be a tag pattern, got ${quote(text)}. ECR accepts at most ${mostStars} '*', and this has ${stars}`;
    if (text.length > most) return `must be a tag pattern, got ${text.length} characters. A tag has at most ${most}`;
    return /^[A-Za-z0-9._*-]+$/.test(text)
      ? undefined
      : `must be a tag pattern, got ${quote(text)}. Use only letters, digits, '.', '_', '-' and '*'`;
  });

/** The start of a tag for a lifecycle rule. A `*` is not a wildcard there and matches nothing. */
export const tagPrefixRule: Rule = (value) =>
  firstProblem(
    value,
    (checked) =>
      typeof checked === 'string' && checked.includes('*')
        ? `must be a tag prefix, got ${quote(checked)}. A prefix does not contain '*'. Write a pattern instead`
        : undefined,
    imageTagRule,
  );

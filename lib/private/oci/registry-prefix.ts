import { awsLimits } from '../aws/limits';
import { textRule } from '../validation/text';
import { type Rule, firstProblem, quote } from '../validation/validation';

/** The prefix of all repositories that no other prefix matches. */
export const rootPrefix = 'ROOT';

const what = "the start of repository names without the slash at its end, like 'docker-hub', or ROOT";
const form = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/;

/** A prefix of the settings of a registry. ECR itself adds the slash. */
function prefixRule(least: number, most: number): Rule {
  return (value) =>
    firstProblem(value, textRule(what), (checked) => {
      const text = checked as string;
      if (text === rootPrefix) return undefined;
      if (text.endsWith('/')) return `must be ${what}, got ${quote(text)}. Omit the slash, which ECR adds.`;
      if (/[*?]/.test(text)) return `must be ${what}, got ${quote(text)}. Omit the wildcard.`;
      if (text.length < least || text.length > most) {
        return `must have ${least} to ${most} characters, got ${text.length}. Choose another prefix.`;
      }
      return form.test(text)
        ? undefined
        : `must be ${what}, got ${quote(text)}. Use lower case letters, digits and '._-/'.`;
    });
}

const { cachePrefixCharacters, repositoryNameCharacters } = awsLimits.ecr;

/** The prefix of a pull through cache rule. @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html */
export const cachePrefixRule = prefixRule(2, cachePrefixCharacters);

/** The prefix of a creation template. @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html */
export const templatePrefixRule = prefixRule(1, repositoryNameCharacters);

/** Whether two prefixes have repositories in common. ROOT has only those that no other prefix matches. */
export function prefixesOverlap(one: string, other: string): boolean {
  if (one === rootPrefix || other === rootPrefix) return one === other;
  return `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
}

/** The pattern of the names below a prefix, as ARNs have it. */
export function namesBelow(prefix: string): string {
  return prefix === rootPrefix ? '*' : `${prefix}/*`;
}

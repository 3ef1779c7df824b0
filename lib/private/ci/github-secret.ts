import { looksLikeSecret } from '../validation/secret';
import { textRule } from '../validation/text';
import { firstProblem, quote, type Rule } from '../validation/validation';

/**
 * The name of a secret of GitHub.
 *
 * @param example the name that messages show.
 * @see https://docs.github.com/en/actions/reference/security/secrets#naming-your-secrets
 */
export function gitHubSecretNameRule(example: string): Rule {
  const what = `the name of a secret of GitHub, like ${example}`;
  return (value) =>
    firstProblem(value, textRule(what), (checked) => {
      const text = checked as string;
      if (looksLikeSecret(text))
        return `must be ${what}, got a text that looks like a secret. Store it at GitHub, and write its name`;
      if (/^GITHUB_/i.test(text))
        return `must be ${what}, got ${quote(text)}. GitHub reserves names that start with GITHUB_`;
      return /^[A-Za-z_]\w*$/.test(text)
        ? undefined
        : `must be ${what}, got ${quote(text)}. Use only letters, digits and '_'`;
    });
}

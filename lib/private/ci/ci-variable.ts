import { usedNameProblem } from '../oci/environment-variable';
import { looksLikeSecret } from '../validation/secret';
import { textRule } from '../validation/text';
import { firstProblem, quote, type Rule } from '../validation/validation';

const what = 'the name of a variable of GitLab or Bitbucket, like NPM_TOKEN';

/**
 * A variable that a job reads and does not set. GitLab and Bitbucket have such variables already, for example CI_JOB_TOKEN.
 *
 * @see https://docs.gitlab.com/ci/variables/
 */
export const ciVariableRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) => {
    const text = checked as string;
    if (looksLikeSecret(text))
      return `must be ${what}, got a text that looks like a secret. Store it in the CI system, and write its name`;
    if (!/^[A-Za-z_]\w*$/.test(text)) return `must be ${what}, got ${quote(text)}. Use only letters, digits and '_'`;
    return /^(CI|BITBUCKET)_/.test(text) ? undefined : usedNameProblem(text);
  });

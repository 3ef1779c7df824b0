import { nameRule } from '../../private/validation/text';
import { type Rule, quote } from '../../private/validation/validation';

const what = "the address of a repository as 'github.com/owner/name'";

/** The repository whose change starts a pipeline, as in CircleCI's tokens: without a scheme and without `.git`. */
export const circleCiOriginRule: Rule = nameRule(what, /[^\w./-]/u, (text) => {
  const reason = originReason(text);
  return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
});

function originReason(text: string): string | undefined {
  if (/^[a-z]+:\/\/|^git@/.test(text)) return "Omit the part before the host, such as 'https://'";
  if (/[*?]/.test(text)) return 'A wildcard would trust other repositories. Name each one';
  if (text.includes('${')) return 'IAM would replace the variable. Write the name';
  if (text.endsWith('.git')) return "Omit '.git'";
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[A-Za-z0-9._-]+){2,}$/.test(text)
    ? undefined
    : 'it has a host, an owner and a name';
}

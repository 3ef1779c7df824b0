import { nameRule } from '../../private/validation/text';
import { type Rule, quote } from '../../private/validation/validation';

const what = 'the address of a self-managed GitLab';

/**
 * A host, followed by a path if GitLab is installed below one. IAM accepts no port.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export const gitLabAddressRule: Rule = nameRule(what, /[^a-z0-9./-]/u, (text) => {
  const reason = addressReason(text);
  return reason === undefined ? undefined : `must be ${what}, got ${quote(text)}. ${reason}`;
});

function addressReason(text: string): string | undefined {
  if (text === 'gitlab.com') return 'Use GitLabIssuer.gitLab()';
  if (/^[a-z]+:\/\//i.test(text)) return "Omit 'https://'";
  if (text.endsWith('/')) return 'Omit the slash at its end';
  if (/:\d+/.test(text)) return 'IAM does not accept a port';
  const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
  return new RegExp(`^${label}(?:\\.${label})+(?:/[a-z0-9][a-z0-9_-]*)*$`).test(text) && text.length <= 200
    ? undefined
    : "Write it as 'gitlab.example.com', in lower case";
}

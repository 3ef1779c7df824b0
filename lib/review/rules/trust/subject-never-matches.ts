import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { hasWildcard } from '../condition-operator';
import { gitHub } from '../../issuers/github';
import { startsWithClaim } from '../../issuers/github-claims';
import { type TokenIssuer } from '../../issuers/token-issuer';
import { type OidcSubject } from './oidc-subject';
import { type OidcTrust } from './oidc-trust';
import { exampleOf, firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectNeverMatches = trustRule({
  id: 'oidc-subject-never-matches',
  severity: 'warning',
  title: 'A subject that no token has',
  fix: (trust) =>
    `Write the subject as the token has it, such as ${exampleOf(trust)}. Use StringLike if the '*' is a wildcard.`,
  problem: (trust) => {
    const reasons = (subject: OidcSubject) => reasonOf(trust, subject);
    const subject = firstSubject(trust, (one) => reasons(one) !== undefined);
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}, which no token matches: ${reasons(subject) ?? ''}. Runs are refused, which tempts people to allow more than is needed.`
    );
  },
});

function reasonOf({ system }: OidcTrust, { text, like, scope, run }: OidcSubject): string | undefined {
  if (!like && hasWildcard(text)) return "with StringEquals '*' and '?' are plain characters";
  if (system?.name !== gitHub.name) return system && scope === 'malformed' ? formOf(system, text) : undefined;
  if (!text.startsWith(gitHub.prefix) && startsWithClaim(text)) return undefined;
  if (!hasUnresolved(text) && hasWordForId(text)) return "the part after an '@' must be a number";
  if (scope === 'malformed')
    return "it must be 'repo:OWNER/REPOSITORY:' and the branch, tag or environment, unless a template on GitHub omits these";
  if (scope !== 'some' || hasUnresolved(run) || (like && /^[^:]*[*?]/.test(run))) return undefined;
  return /^ref:(?!refs\/)[^*?]/.test(run) || /^(branch|heads|tag|main|master)\b/.test(run)
    ? "a branch is 'ref:refs/heads/NAME' and a tag 'ref:refs/tags/NAME'"
    : undefined;
}

function formOf({ prefix, example }: TokenIssuer, text: string): string {
  return text.startsWith(prefix) ? `it must be of the form ${quoted(example)}` : `it does not start with '${prefix}'`;
}

/** Whether an id in `repo:acme@ID/app@ID:` is neither digits nor a wildcard. */
function hasWordForId(text: string): boolean {
  const [, project = ''] = text.split(':');
  return project.split('/').some((part) => /@(?![\d*?]+$)/.test(part));
}

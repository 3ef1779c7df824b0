import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { hasWildcard } from '../condition-operator';
import { gitHub } from '../../issuers/github';
import { attackerClaims, otherFirstClaims } from './github-first-claims';
import { type OidcSubject } from './oidc-subject';
import { type OidcTrust } from './oidc-trust';
import { firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectNeverMatches = trustRule({
  id: 'oidc-subject-never-matches',
  severity: 'warning',
  title: 'A subject that no token has',
  fix: "Write the subject as the token has it, such as 'repo:OWNER/REPOSITORY:ref:refs/heads/main'. Use StringLike if the '*' is a wildcard.",
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
  if (system?.name !== gitHub.name)
    return scope === 'malformed' && system ? `it does not start with '${system.prefix}'` : undefined;
  const [first = ''] = text.split(':');
  if (attackerClaims.has(first) || otherFirstClaims.has(first)) return undefined;
  if (!hasUnresolved(text) && hasWordForId(text)) return "the part after an '@' must be a number";
  if (scope === 'malformed') return "it must be 'repo:OWNER/REPOSITORY:' and the branch, tag or environment";
  if (scope !== 'some' || hasUnresolved(run) || (like && /^[^:]*[*?]/.test(run))) return undefined;
  return /^ref:(?!refs\/)[^*?]/.test(run) || /^(branch|heads|tag|main|master)\b/.test(run)
    ? "a branch is 'ref:refs/heads/NAME' and a tag 'ref:refs/tags/NAME'"
    : undefined;
}

/** Whether an id in `repo:acme@ID/app@ID:` is neither digits nor a wildcard. */
function hasWordForId(text: string): boolean {
  const [, project = ''] = text.split(':');
  return project.split('/').some((part) => /@(?![\d*?]+$)/.test(part));
}

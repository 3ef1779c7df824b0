import { matchesPattern } from '../../texts/wildcard-match';
import { canPush } from '../identity-rights';
import { quoted } from '../shown';
import { gitHub } from './ci-issuers';
import { type OidcSubject } from './oidc-subject';
import { claimsNamed, demandsExactly, type OidcTrust } from './oidc-trust';
import { firstSubject, trustRule } from './trust-rule';

export const pullRequestPushes = trustRule({
  id: 'github-pull-request-pushes',
  severity: 'error',
  title: 'Pull requests become a role that pushes images',
  fix: 'Trust a branch, a tag or an environment with this role; give pull requests another role that only pulls.',
  problem: (trust) => {
    if (trust.system?.name !== gitHub.name || !canPush(trust.identity) || isKeptOut(trust)) return undefined;
    const subject = firstSubject(trust, isPullRequest);
    return (
      subject &&
      `pushes images and trusts ${quoted(subject.text)}, which the runs of pull requests match: code that nobody has reviewed can push.`
    );
  },
});

function isPullRequest({ reach, run, like }: OidcSubject): boolean {
  if (reach === 'project') return true;
  return reach === 'some' && (run === 'pull_request' || (like && matchesPattern(run, 'pull_request') === 'yes'));
}

/** Claims that runs of pull requests lack, or an explicit exception. */
function isKeptOut(trust: OidcTrust): boolean {
  if (demandsExactly(trust, ['environment', 'ref'])) return true;
  return claimsNamed(trust, 'sub').some(
    ({ condition: { operator, values } }) =>
      /^stringnot(like|equals)$/i.test(operator) && values.some((value) => value.endsWith(':pull_request')),
  );
}

import { quoted } from '../shown';
import { gitHub } from '../../issuers/github';
import { claimsNamed } from './oidc-trust';
import { firstSubject, trustRule } from './trust-rule';

export const environmentWithoutRef = trustRule({
  id: 'github-environment-without-ref',
  severity: 'note',
  title: 'A GitHub environment without a branch',
  fix: "Protect the environment's branches in GitHub's settings, or add a StringEquals condition on 'token.actions.githubusercontent.com:ref'.",
  problem: (trust) => {
    if (trust.system?.name !== gitHub.name || claimsNamed(trust, 'ref').length > 0) return undefined;
    const subject = firstSubject(trust, ({ scope, run }) => scope === 'some' && run.startsWith('environment:'));
    return (
      subject &&
      `trusts ${quoted(subject.text)}. The environment replaces the branch in the subject, so any branch can use it unless GitHub's settings protect the environment.`
    );
  },
});

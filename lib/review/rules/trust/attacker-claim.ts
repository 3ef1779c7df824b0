import { quoted } from '../shown';
import { gitHub } from '../../issuers/github';
import { attackerClaims } from './github-first-claims';
import { firstSubject, trustRule } from './trust-rule';

export const attackerClaim = trustRule({
  id: 'github-subject-of-attacker',
  severity: 'error',
  title: 'A subject that starts with what any workflow can set',
  needsReviewer: true,
  fix: "Start the subject with 'repo:OWNER/REPOSITORY:', or with repository_id, repository_owner_id or job_workflow_ref.",
  problem: (trust) => {
    if (trust.system?.name !== gitHub.name) return undefined;
    const subject = firstSubject(trust, ({ text }) => attackerClaims.has(text.split(':')[0] ?? ''));
    return (
      subject &&
      `trusts GitHub for ${quoted(subject.text)}. Every repository on GitHub can give its runs such a subject.`
    );
  },
});

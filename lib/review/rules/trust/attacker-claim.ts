import { quoted } from '../shown';
import { firstSubject, trustRule } from './trust-rule';

export const attackerClaim = trustRule({
  id: 'github-subject-of-attacker',
  severity: 'error',
  title: 'A subject that names only what any workflow can set',
  needsReviewer: true,
  fix: "Start the subject with 'repo:OWNER/REPOSITORY:' or with 'repository_id:ID:', and give the organization's template these claims first.",
  problem: (trust) => {
    const subject = firstSubject(trust, ({ scope }) => scope === 'caller');
    return (
      subject &&
      `trusts GitHub for ${quoted(subject.text)}. Every repository on GitHub can give its runs such a subject.`
    );
  },
});

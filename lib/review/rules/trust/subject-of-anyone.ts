import { quoted } from '../shown';
import { firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectOfAnyone = trustRule({
  id: 'oidc-subject-of-anyone',
  severity: 'error',
  title: 'A subject that matches any owner',
  needsReviewer: true,
  fix: "Write the owner in full and end it with '/': 'repo:OWNER/REPOSITORY:ref:refs/heads/main'.",
  problem: (trust) => {
    const subject = firstSubject(trust, ({ scope }) => scope === 'anyone');
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}. The '*' or '?' stands for the name of an owner, so anyone can become this role.`
    );
  },
});

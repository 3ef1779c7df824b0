import { gitHub } from '../../issuers/github';
import { quoted } from '../shown';
import { exampleOf, firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectOfAnyone = trustRule({
  id: 'oidc-subject-of-anyone',
  severity: 'error',
  title: 'A subject that matches any owner',
  needsReviewer: true,
  fix: (trust) =>
    trust.system?.prefix === gitHub.prefix
      ? `Write the owner in full and end it with '/': ${exampleOf(trust)}.`
      : `Write the ${trust.system?.words.owner ?? 'owner'} in full: ${exampleOf(trust)}.`,
  problem: (trust) => {
    const subject = firstSubject(trust, ({ scope }) => scope === 'anyone');
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}. The '*' or '?' stands for the name of an ${trust.system?.words.owner ?? 'owner'}, so anyone can become this role.`
    );
  },
});

import { quoted } from '../shown';
import { firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectOfAlikeNames = trustRule({
  id: 'oidc-subject-of-alike-names',
  severity: 'error',
  title: "A wildcard inside a project's name",
  fix: 'Name the projects in full, one subject each.',
  problem: (trust) => {
    const subject = firstSubject(trust, ({ scope }) => scope === 'alike');
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}. Anyone who can create a ${trust.system?.words.group ?? 'project'} with a matching name can become this role.`
    );
  },
});

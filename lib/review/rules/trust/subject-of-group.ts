import { quoted } from '../shown';
import { exampleOf, firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectOfGroup = trustRule({
  id: 'oidc-subject-of-group',
  severity: 'warning',
  title: 'A subject that several projects of a group match',
  fix: (trust) => `Name the ${trust.system?.words.project ?? 'repositories'} in full: ${exampleOf(trust)}.`,
  problem: (trust) => {
    const subject = firstSubject(trust, ({ scope }) => scope === 'group');
    if (!subject) return undefined;
    const { group, project } = trust.system?.words ?? { project: 'project' };
    const who =
      group === undefined
        ? 'Every repository with that property'
        : `Anyone who can create a ${project} with a matching name in that ${group}`;
    return `trusts ${issuerName(trust)} for ${quoted(subject.text)}. ${who} can become this role.`;
  },
});

import { gitHub } from '../../issuers/github';
import { type SubjectWords } from '../../issuers/token-issuer';
import { quoted } from '../shown';
import { type OidcTrust } from './oidc-trust';
import { exampleOf, firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectOfOrganization = trustRule({
  id: 'oidc-subject-of-organization',
  severity: 'error',
  title: 'A subject that every project of an owner matches',
  fix: (trust) =>
    trust.system?.name === gitHub.name
      ? 'Name the projects, one subject each, or limit the trust by an exact condition on the claim repository_id.'
      : `Name the ${wordsOf(trust).project}s, one subject each: ${exampleOf(trust)}.`,
  problem: (trust) => {
    const subject = firstSubject(trust, ({ scope }) => scope === 'owner');
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}. Every ${wordsOf(trust).project} of that ${wordsOf(trust).owner} can become this role, including ${publicAnd(trust)}future ones.`
    );
  },
});

function wordsOf({ system }: OidcTrust): SubjectWords {
  return system?.words ?? gitHub.words;
}

/** Code hosts have public projects. */
function publicAnd({ system }: OidcTrust): string {
  return system?.words.group === undefined ? 'public and ' : '';
}

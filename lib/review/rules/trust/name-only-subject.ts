import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { gitHub } from '../../issuers/github';
import { demandsExactly } from './oidc-trust';
import { firstSubject, trustRule } from './trust-rule';

const idClaims = ['repository_id', 'repository_owner_id'];

/** A subject with the ids of the owner and the repository, in the usual form or by a template. */
const hasIds = /(^|:)(repo:[^/]*@\d+\/[^:]*@\d+|repository_id:\d+(:|$))/;

export const nameOnlySubject = trustRule({
  id: 'github-subject-without-ids',
  severity: 'note',
  title: 'A GitHub subject by names alone',
  fix: "Trust 'repo:OWNER@OWNER_ID/REPOSITORY@REPOSITORY_ID:...' too, or require repository_id by StringEquals.",
  problem: (trust) => {
    if (trust.system?.name !== gitHub.name || demandsExactly(trust, idClaims)) return undefined;
    const subject = firstSubject(
      trust,
      ({ scope, text }) => (scope === 'some' || scope === 'project') && !hasUnresolved(text) && !hasIds.test(text),
    );
    return (
      subject &&
      `trusts ${quoted(subject.text)} by name. Anyone who registers the name after a rename or a deletion can become the role. Repositories that were created, renamed or transferred since July 2026 send their ids too and do not match.`
    );
  },
});

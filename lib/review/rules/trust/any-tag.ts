import { quoted } from '../shown';
import { demandsExactly } from './oidc-trust';
import { firstSubject, trustRule } from './trust-rule';

export const anyTag = trustRule({
  id: 'oidc-subject-of-any-tag',
  severity: 'note',
  title: 'A subject that every tag matches',
  fix: 'Protect tags by a ruleset of the repository, or trust a branch or an environment.',
  problem: (trust) => {
    if (demandsExactly(trust, ['ref'])) return undefined;
    const subject = firstSubject(
      trust,
      ({ scope, run, like }) => scope === 'some' && like && /^(ref:refs\/tags\/|ref_type:tag:ref:)\*+$/.test(run),
    );
    return subject && `trusts ${quoted(subject.text)}. Anyone who can push a tag can run any code as this role.`;
  },
});

import { quoted } from '../shown';
import { type OidcSubject } from './oidc-subject';
import { demandsExactly } from './oidc-trust';
import { firstSubject, trustRule } from './trust-rule';

export const openBranch = trustRule({
  id: 'oidc-subject-of-open-branch',
  severity: 'warning',
  title: 'A subject that matches branches that anyone with push access can create',
  fix: "Name the branch in full, or end the pattern after a '/': 'ref:refs/heads/release/*', and protect those branches.",
  problem: (trust) => {
    if (demandsExactly(trust, ['ref'])) return undefined;
    const subject = firstSubject(trust, isOpen);
    return (
      subject &&
      `trusts ${quoted(subject.text)}. Anyone who can push a branch with a matching name can run any code as this role.`
    );
  },
});

/**
 * Whether a pattern of branches is too open. A `*` after a `/` is intended. A `*` for all branches or after a word also
 * matches names such as `main-evil`.
 */
function isOpen({ scope, run, like }: OidcSubject): boolean {
  if (scope !== 'some' || !like) return false;
  const branch = /^(?:ref:refs\/heads\/|ref_type:branch:ref:)(.*)$/.exec(run)?.[1];
  if (branch === undefined) return /^(ref:(refs\/)?|ref_type:|ref:refs\/heads)\*+$/.test(run);
  const name = branch.replace(/:(commit|step|build_branch|job_id).*$/, '');
  return /^\*+$/.test(name) || /[^/*?][*?]/.test(name);
}

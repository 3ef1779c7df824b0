import { roleChainsOf } from '../role-chains';
import { quoted } from '../shown';
import { demandsExactly } from './oidc-trust';
import { firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectOfAnyRun = trustRule({
  id: 'oidc-subject-of-any-run',
  severity: 'warning',
  title: 'A subject that every run of a project matches',
  fix: "End the subject with the branch, the tag or the environment that may use the role, such as ':ref:refs/heads/main'.",
  problem: (trust, graph) => {
    const { system, identity } = trust;
    // Subjects that contain no branch are always open at their end.
    if (system?.pullRequest === undefined) return undefined;
    if (demandsExactly(trust, ['ref', 'environment'])) return undefined;
    // With a role that pushes, pull requests are the worse half of it, and a finding of their own.
    if (roleChainsOf(graph).toPusher(identity)) return undefined;
    const subject = firstSubject(trust, ({ scope }) => scope === 'project');
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}. Runs of any branch, tag or pull request can become this role, including runs of code that is not reviewed.`
    );
  },
});

import { type TokenIssuer } from '../../issuers/token-issuer';
import { roleChainsOf } from '../role-chains';
import { quoted } from '../shown';
import { demandsExactly } from './oidc-trust';
import { firstSubject, issuerName, trustRule } from './trust-rule';

export const subjectOfAnyRun = trustRule({
  id: 'oidc-subject-of-any-run',
  severity: 'warning',
  title: 'A subject that every run of a project matches',
  fix: ({ system }) =>
    system?.words.group === undefined
      ? "End the subject with the branch, the tag or the environment that may use the role, such as ':ref:refs/heads/main'."
      : `End the subject with the run that may use the role: ${quoted(system.example)}.`,
  problem: (trust, graph) => {
    const { system, identity } = trust;
    // In CI systems whose subjects contain no branch, every subject matches all runs.
    if (system?.pullRequest === undefined) return undefined;
    if (demandsExactly(trust, ['ref', 'environment'])) return undefined;
    // If the role pushes, pull requests are the bigger problem, and a separate finding.
    if (roleChainsOf(graph).toPusher(identity)) return undefined;
    const subject = firstSubject(trust, ({ scope }) => scope === 'project');
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}. ${anyRun(system)} can become this role, including runs of code that is not reviewed.`
    );
  },
});

function anyRun({ words, pullRequest }: TokenIssuer): string {
  return words.group === undefined
    ? 'Runs of any branch, tag or pull request'
    : `All runs, with ${pullRequest?.name ?? ''},`;
}

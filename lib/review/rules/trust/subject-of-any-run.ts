import { type TokenIssuer } from '../../issuers/token-issuer';
import { gitHub } from '../../issuers/github';
import { roleChainsOf } from '../role-chains';
import { quoted } from '../shown';
import { type OidcSubject } from './oidc-subject';
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
    const environment = system.name === gitHub.name ? firstSubject(trust, namesAnyEnvironment) : undefined;
    if (environment)
      return `trusts GitHub for ${quoted(environment.text)}. A workflow of any branch can name a matching environment that does not exist, and GitHub creates it without protection.`;
    // If the role pushes, pull requests are the bigger problem, and a separate finding.
    if (roleChainsOf(graph).toPusher(identity)) return undefined;
    const subject = firstSubject(trust, ({ scope }) => scope === 'project');
    return (
      subject &&
      `trusts ${issuerName(trust)} for ${quoted(subject.text)}. ${anyRun(system)} can become this role, including runs of code that is not reviewed.`
    );
  },
});

/** Whether a subject matches environments that a workflow can make up. */
function namesAnyEnvironment({ scope, run, like }: OidcSubject): boolean {
  return like && scope === 'some' && /^environment:[^:]*[*?]/.test(run);
}

function anyRun({ words, pullRequest }: TokenIssuer): string {
  return words.group === undefined
    ? 'Runs of any branch, tag or pull request'
    : `All runs, with ${pullRequest?.name ?? ''},`;
}

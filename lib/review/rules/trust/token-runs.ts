import { type PullRequestRun } from '../../issuers/token-issuer';
import { evaluate } from '../../evaluation/access-evaluator';
import { exampleText } from '../arn-example';
import { matchesPattern } from '../../texts/wildcard-match';
import { type OidcSubject } from './oidc-subject';
import { type OidcTrust } from './oidc-trust';

/** The subject of a trust that lets the run of a pull request become the role, and the name of such a run. */
export function pullRequestOf(
  trust: OidcTrust,
  subjects: readonly OidcSubject[],
): { readonly subject: OidcSubject; readonly name: string } | undefined {
  const known = trust.system?.pullRequest;
  if (!known) return undefined;
  const subject = subjects.find((one) => isRunOf(one, known) && isTrusted(trust, one, known));
  return subject && { subject, name: known.name };
}

function isRunOf({ scope, run, like }: OidcSubject, { run: pullRequest }: PullRequestRun): boolean {
  if (scope === 'project') return true;
  return scope === 'some' && (run === pullRequest || (like && matchesPattern(run, pullRequest) === 'yes'));
}

/** Whether the whole trust policy of the role allows such a run, with all other conditions and denies. */
function isTrusted(
  { identity, statement, provider }: OidcTrust,
  subject: OidcSubject,
  pullRequest: PullRequestRun,
): boolean {
  const denies = (identity.trust ?? []).filter(
    ({ effect, unreadable }) => effect === 'Deny' && unreadable === undefined,
  );
  const claims: PullRequestRun['claims'] = { ...pullRequest.claims, sub: [subjectText(subject, pullRequest.run)] };
  const keys = [statement, ...denies].flatMap(({ conditions }) => conditions.map(({ key }) => key.toLowerCase()));
  const context = Object.fromEntries(
    keys.flatMap((key): [string, readonly string[]][] => {
      const claim = claims[key.slice(key.lastIndexOf(':') + 1)];
      return claim && key.includes('.') ? [[key, claim]] : [];
    }),
  );
  const { decision } = evaluate(
    {
      principal: { type: 'Federated', value: provider, account: '' },
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: { arn: identity.arn, account: identity.account },
      context,
    },
    { resource: [statement, ...denies] },
  );
  return decision === 'allowed' || decision === 'conditional';
}

/** The subject of the token of such a run. */
function subjectText({ text, run, like }: OidcSubject, pullRequest: string): string {
  if (!like) return text;
  const project = text.endsWith(run) ? text.slice(0, text.length - run.length) : text;
  return exampleText(project.endsWith(':') ? `${project}${pullRequest}` : text);
}

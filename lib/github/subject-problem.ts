import { Token } from 'aws-cdk-lib';
import { type Problem, quote } from '../private/validation/validation';
import { type TrustingRole } from '../publisher/oidc-subject';
import { type TrustedClaims } from '../publisher/oidc-trust';
import { gitHubKindOf } from './github-kind';
import { type GitHubContext } from './github-context';

/** The parts of a subject that a role checks. */
interface JudgedSubject {
  readonly _repository: string;
  readonly _repositoryId?: string;
  readonly _context: GitHubContext;
  readonly _claims: TrustedClaims;
}

/** The problem of a role that trusts a subject of GitHub. */
export function subjectProblem(subject: JudgedSubject, { issuer, publishes }: TrustingRole): Problem {
  if (publishes && subject._context.kind === 'pull request') {
    return (
      `must be a branch, tag or environment if the role pushes or deploys, got pull requests of ` +
      `${quote(subject._repository)}. Their code is not reviewed yet. Give them a role with pullRepositories only.`
    );
  }
  if (Token.isUnresolved(issuer)) return undefined;
  const kind = gitHubKindOf(issuer);
  if (kind === undefined) {
    return (
      `must be trusted through GitHub, got the issuer ${quote(issuer)}. Create the provider with ` +
      `GitHubOidcProvider.`
    );
  }
  return kind === 'server' ? serverProblem(subject) : undefined;
}

const optionNames: Record<string, string> = {
  job_workflow_ref: 'jobWorkflowRef',
  repository: 'a template without repo',
  ref: 'ref',
  environment: 'environment',
};

/** Refuses what tokens of a GitHub Enterprise Server do not contain, or STS does not check. The trust would never match. */
function serverProblem({ _repository, _repositoryId, _claims }: JudgedSubject): Problem {
  if (_repositoryId !== undefined) {
    return (
      `must have no ids on GitHub Enterprise Server, got ids of ${quote(_repository)}. Its tokens contain none, so ` +
      `omit ownerId and repositoryId.`
    );
  }
  const [claim] = Object.keys(_claims.required ?? {});
  return claim === undefined
    ? undefined
    : `must be trusted by its subject only on GitHub Enterprise Server, got ${optionNames[claim] ?? claim} for ` +
        `${quote(_repository)}. AWS checks that claim of github.com and GHE.com only, so omit it.`;
}

import { Token } from 'aws-cdk-lib';
import { gitRefRule } from '../private/git/git-ref';
import { gitHubEnvironmentRule } from './github-environment';
import { gitHubWorkflowRefRule } from './github-workflow-ref';
import { type Problem, quote, refuseIf, validate } from '../private/validation/validation';
import { type GitHubPlace, refOf } from './github-place';
import { type GitHubSubjectOptions } from './github-subject-options';

/** The claims that options require in addition to the subject. Refuses claims that no token has together with it. */
export function furtherClaims(place: GitHubPlace, options: GitHubSubjectOptions): Record<string, string> {
  const { jobWorkflowRef, ref, environment } = options;
  const claims: Record<string, string> = {};
  if (jobWorkflowRef !== undefined) {
    validate('jobWorkflowRef', jobWorkflowRef, gitHubWorkflowRefRule);
    claims.job_workflow_ref = jobWorkflowRef;
  }
  if (ref !== undefined) {
    validate('ref', ref, gitRefRule);
    refuseIf('ref', refProblem(place, ref));
    if (ref !== refOf(place)) claims.ref = ref;
  }
  if (environment !== undefined) {
    validate('environment', environment, gitHubEnvironmentRule);
    refuseIf('environment', environmentProblem(place, environment));
    if (environment !== place.name) claims.environment = environment;
  }
  return claims;
}

function refProblem(place: GitHubPlace, ref: string): Problem {
  const { kind, name, isPattern } = place;
  if (kind === 'environment') return undefined;
  if (kind === 'pull request') return "must be left out for pull requests, got one; theirs is 'refs/pull/NUMBER/merge'";
  if (isPattern) {
    return `must be left out beside a pattern, got ${quote(ref)} beside ${quote(name)}; trust that ${kind} by its name`;
  }
  const own = refOf(place) ?? '';
  return ref === own || Token.isUnresolved(ref) || Token.isUnresolved(own)
    ? undefined
    : `must be that of the ${kind}, got ${quote(ref)} beside ${quote(own)}; no run is on both: leave it out`;
}

function environmentProblem({ kind, name }: GitHubPlace, environment: string): Problem {
  if (kind !== 'environment') {
    return (
      `must be left out for a ${kind}, got ${quote(environment)}; for a job with an environment GitHub puts that in the ` +
      `place of the ${kind}: use environment() with the option ref`
    );
  }
  return environment === name || Token.isUnresolved(environment) || Token.isUnresolved(name)
    ? undefined
    : `must be that of the subject, got ${quote(environment)} beside ${quote(name)}; no job has both: leave it out`;
}

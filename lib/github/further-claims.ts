import { Token } from 'aws-cdk-lib';
import { gitRefRule } from '../private/git/git-ref';
import { gitHubEnvironmentRule } from './github-environment';
import { gitHubWorkflowRefRule } from './github-workflow-ref';
import { type Problem, quote, refuseIf, validate } from '../private/validation/validation';
import { type GitHubContext, refOf } from './github-context';
import { type GitHubSubjectOptions } from './github-subject-options';

/** The claims that options require in addition to the subject. Refuses claims that no token has together with it. */
export function furtherClaims(context: GitHubContext, options: GitHubSubjectOptions): Record<string, string> {
  const { jobWorkflowRef, ref, environment } = options;
  const claims: Record<string, string> = {};
  if (jobWorkflowRef !== undefined) {
    validate('jobWorkflowRef', jobWorkflowRef, gitHubWorkflowRefRule);
    claims.job_workflow_ref = jobWorkflowRef;
  }
  if (ref !== undefined) {
    validate('ref', ref, gitRefRule);
    refuseIf('ref', refProblem(context, ref));
    if (ref !== refOf(context)) claims.ref = ref;
  }
  if (environment !== undefined) {
    validate('environment', environment, gitHubEnvironmentRule);
    refuseIf('environment', environmentProblem(context, environment));
    if (environment !== context.name) claims.environment = environment;
  }
  return claims;
}

function refProblem(context: GitHubContext, ref: string): Problem {
  const { kind, name, isPattern } = context;
  if (kind === 'environment') return undefined;
  if (kind === 'pull request')
    return 'must not be set for pull requests, got one. Their ref is ' + "'refs/pull/NUMBER/merge'.";
  if (isPattern) {
    return (
      `must not be set with a pattern, got ${quote(ref)} with ${quote(name)}. Trust that ${kind} by its exact ` +
      `name.`
    );
  }
  const own = refOf(context) ?? '';
  return ref === own || Token.isUnresolved(ref) || Token.isUnresolved(own)
    ? undefined
    : `must match the subject's ${kind} ${quote(own)}, got ${quote(ref)}. Omit it.`;
}

function environmentProblem({ kind, name }: GitHubContext, environment: string): Problem {
  if (kind !== 'environment') {
    return (
      `must not be set for a ${kind}, got ${quote(environment)}. The subject of a job with an environment contains ` +
      `the ` +
      `environment instead of the ${kind}. Use environment() with the option ref.`
    );
  }
  return environment === name || Token.isUnresolved(environment) || Token.isUnresolved(name)
    ? undefined
    : `must match the subject's environment ${quote(name)}, got ${quote(environment)}. Omit it.`;
}

import { type GitHubSubjectOptions } from '../../lib/github/github-subject-options';
import { GitHubSubject } from '../../lib/github/github-subject';
import { GitHubSubjectTemplate } from '../../lib/github/github-subject-template';
import { reviewTemplates } from '../../lib/review/index';
import { compileTrust } from '../../lib/publisher/oidc-trust';
import { ids } from './publisher';

const jobWorkflowRef = 'acme/ci/.github/workflows/publish.yml@refs/heads/main';
const of = (keys: string[], values?: Record<string, string>) => GitHubSubjectTemplate.of(keys, values);
const branch = (keys: string[], options: GitHubSubjectOptions = ids) =>
  GitHubSubject.branch('acme/app', 'main', { ...options, template: of(keys) });

test.each<[string, GitHubSubject, readonly string[], Record<string, string>]>([
  [
    'the repository, the branch and a reusable workflow',
    branch(['repo', 'context', 'job_workflow_ref'], { ...ids, jobWorkflowRef }),
    [`repo:acme@1/app@2:ref:refs/heads/main:job_workflow_ref:${jobWorkflowRef}`],
    { job_workflow_ref: jobWorkflowRef },
  ],
  ['the id of the repository', branch(['repository_id', 'context']), ['repository_id:2:ref:refs/heads/main'], {}],
  [
    'the owner, so that the repository is a condition',
    branch(['repository_owner', 'context']),
    ['repository_owner:acme:ref:refs/heads/main'],
    { repository_id: '2' },
  ],
  [
    'the owner, without ids',
    branch(['repository_owner', 'context'], {}),
    ['repository_owner:acme:ref:refs/heads/main'],
    { repository: 'acme/app' },
  ],
  [
    'the repository alone, so that the branch is a condition',
    branch(['repo']),
    ['repo:acme@1/app@2'],
    { ref: 'refs/heads/main' },
  ],
  [
    'a reusable workflow, so that repository and branch are conditions',
    branch(['job_workflow_ref'], { ...ids, jobWorkflowRef }),
    [`job_workflow_ref:${jobWorkflowRef}`],
    { job_workflow_ref: jobWorkflowRef, repository_id: '2', ref: 'refs/heads/main' },
  ],
  [
    'an environment, a branch and a value',
    GitHubSubject.environment('acme/app', 'prod:v1', {
      ...ids,
      ref: 'refs/heads/main',
      template: of(['environment', 'repository_owner_id', 'ref', 'runner_environment'], {
        runner_environment: 'self-hosted',
      }),
    }),
    ['environment:prod%3Av1:repository_owner_id:1:ref:refs/heads/main:runner_environment:self-hosted'],
    { ref: 'refs/heads/main', repository_id: '2' },
  ],
  [
    'both formats',
    branch(['repo', 'ref'], { ...ids, acceptNameOnly: true }),
    ['repo:acme@1/app@2:ref:refs/heads/main', 'repo:acme/app:ref:refs/heads/main'],
    { repository_id: '2' },
  ],
  [
    'a pattern of branches',
    GitHubSubject.branchPattern('acme/app', 'release/*', { ...ids, template: of(['repository_id', 'ref']) }),
    ['repository_id:2:ref:refs/heads/release/*'],
    {},
  ],
])('the subject of a template has %s', (_, { _claims }, subs, required) => {
  expect(_claims.subs).toEqual(subs);
  expect(_claims.required).toEqual(required);
});

test.each<[string, () => unknown, string]>([
  [
    'no claim',
    () => of([]),
    "`claimKeys` must have at least one claim, got none. GitHub's default is repo and context.",
  ],
  [
    'the long name of the repository',
    () => of(['repository', 'context']),
    "`claimKeys` must be claims of repo, repository_id, repository_owner, repository_owner_id, context, ref, environment, job_workflow_ref, actor, actor_id, enterprise, enterprise_id, event_name, ref_type, repository_visibility, runner_environment, workflow, workflow_ref, got 'repository'. GitHub writes it as 'repo' in subjects.",
  ],
  ['a claim twice', () => of(['repo', 'repo']), "`claimKeys` must have each claim once, got 'repo' twice. Remove one."],
  [
    'only claims that any caller sets',
    () => of(['environment', 'runner_environment'], { runner_environment: 'self-hosted' }),
    '`claimKeys` must name the repository, its owner or a reusable workflow, got environment, runner_environment. Every repository on GitHub can set these. Add repo or repository_id to the template.',
  ],
  [
    'a missing value',
    () => of(['repo', 'workflow']),
    "`values` must have the value of each other claim, got none for 'workflow'. Add it.",
  ],
  [
    'a value that the subject knows',
    () => of(['repo'], { repo: 'acme/app' }),
    "`values` must not have 'repo', whose value the subject knows. Omit it.",
  ],
  [
    'a value of no claim of the template',
    () => of(['repo'], { actor: 'me' }),
    "`values` must only have claims of the template, got 'actor'. Add it there, or omit it.",
  ],
  [
    'a wildcard as a value',
    () => of(['repo', 'actor'], { actor: '*' }),
    "`values.actor` must be the value of a claim, got '*'. A wildcard would match other values. Write it in full",
  ],
  [
    'an id that is not given',
    () => branch(['repository_id'], {}),
    '`template` has the claim repository_id, which requires the ids of the repository. Set ownerId and repositoryId.',
  ],
  [
    'a workflow that is not given',
    () => branch(['repo', 'job_workflow_ref']),
    '`template` has the claim job_workflow_ref, which requires the reusable workflow. Set jobWorkflowRef.',
  ],
  [
    'an environment that a branch lacks',
    () => branch(['repo', 'environment']),
    '`template` has the claim environment, which only jobs for an environment have. Use environment().',
  ],
  [
    'a pattern that no claim contains',
    () => GitHubSubject.tagPattern('acme/app', 'v*', { ...ids, template: of(['repo']) }),
    '`template` must have context or ref for a pattern of a tag. IAM compares the claim ref by its exact value here.',
  ],
  [
    'pull requests without the context',
    () => GitHubSubject.pullRequest('acme/app', { ...ids, template: of(['repo']) }),
    '`template` must have context for pull requests. Without it, the subject does not say what started the run.',
  ],
])('fails for a template with %s', (_, create, message) => {
  expect(create).toThrow(new Error(message));
});

const issuer = {
  providerArn: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com',
  issuer: 'token.actions.githubusercontent.com',
  audience: 'sts.amazonaws.com',
};

test.each([
  ['repository_id', 'context'],
  ['repo', 'context', 'job_workflow_ref'],
  ['repository_owner', 'context'],
  ['job_workflow_ref'],
  ['repo'],
])('the review finds nothing in the trust of a template of %s %s %s', (...keys) => {
  const subject = branch(keys.filter(Boolean), keys.includes('job_workflow_ref') ? { ...ids, jobWorkflowRef } : ids);
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Statement: compileTrust(issuer, [subject._claims]) } },
  };
  const body = { Resources: { Role } };
  const { findings } = reviewTemplates([{ name: 'ci', file: 'ci.json', body, env: { account: '123456789012' } }]);
  expect(findings.map(({ id, message }) => `${id} ${message}`)).toEqual([]);
});

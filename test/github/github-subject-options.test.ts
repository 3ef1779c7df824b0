import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Fn, Lazy, type Stack } from 'aws-cdk-lib';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { GitHubSubject } from '../../lib/github/github-subject';
import { type GitHubSubjectOptions } from '../../lib/github/github-subject-options';
import { OidcPublisherRole } from '../../lib/publisher/oidc-publisher-role';
import { frozen, newStack } from '../synthesis';
import { ids, newPublisher } from './publisher';

const jobWorkflowRef = 'acme/ci/.github/workflows/publish.yml@refs/heads/main';
const parameter = Fn.ref('Name');

test.each<[string, GitHubSubject, Record<string, string>]>([
  ['nothing', GitHubSubject.branch('acme/app', 'main', ids), {}],
  ['a workflow', GitHubSubject.tag('acme/app', 'v1', { ...ids, jobWorkflowRef }), { job_workflow_ref: jobWorkflowRef }],
  [
    'a workflow, by name',
    GitHubSubject.branch('acme/app', 'main', { jobWorkflowRef }),
    { job_workflow_ref: jobWorkflowRef },
  ],
  [
    'the branch of an environment',
    GitHubSubject.environment('acme/app', 'prod', { ...ids, ref: 'refs/heads/main' }),
    { ref: 'refs/heads/main' },
  ],
  ['its own branch', GitHubSubject.branch('acme/app', 'main', { ...ids, ref: 'refs/heads/main' }), {}],
  ['its own tag', GitHubSubject.tag('acme/app', 'v1', { ...ids, ref: 'refs/tags/v1' }), {}],
  ['its own environment', GitHubSubject.environment('acme/app', 'prod', { ...ids, environment: 'prod' }), {}],
  [
    'all of it, in a migration',
    GitHubSubject.environment(
      'acme/app',
      'prod',
      frozen({ ...ids, acceptNameOnly: true, jobWorkflowRef, ref: 'refs/tags/v1' }),
    ),
    { repository_id: '2', job_workflow_ref: jobWorkflowRef, ref: 'refs/tags/v1' },
  ],
])('a subject also requires %s', (_, { _claims }, required) => {
  expect(_claims.required).toEqual(required);
});

test.each<[string, GitHubSubject, Record<string, string>]>([
  ['a ref', GitHubSubject.branch('acme/app', 'main', { ...ids, ref: parameter }), { ref: parameter }],
  [
    'an environment',
    GitHubSubject.environment('acme/app', 'prod', { ...ids, environment: parameter }),
    { environment: parameter },
  ],
  [
    'a workflow',
    GitHubSubject.branch('acme/app', 'main', { ...ids, jobWorkflowRef: parameter }),
    { job_workflow_ref: parameter },
  ],
])('a token as %s is required at deploy time', (_, { _claims }, required) => {
  expect(_claims.required).toEqual(required);
});

test.each<[string, () => unknown, string]>([
  [
    'a branch has the ref of another',
    () => GitHubSubject.branch('acme/app', 'main', { ...ids, ref: 'refs/heads/dev' }),
    "`ref` must match the subject's branch 'refs/heads/main', got 'refs/heads/dev'. Omit it.",
  ],
  [
    'a tag has the ref of a branch',
    () => GitHubSubject.tag('acme/app', 'v1', { ...ids, ref: 'refs/heads/v1' }),
    "`ref` must match the subject's tag 'refs/tags/v1', got 'refs/heads/v1'. Omit it.",
  ],
  [
    'a pattern has a ref',
    () => GitHubSubject.branchPattern('acme/app', 'release/*', { ...ids, ref: 'refs/heads/release/1' }),
    "`ref` must not be set with a pattern, got 'refs/heads/release/1' with 'release/*'. Trust that branch by its " +
      'exact name.',
  ],
  [
    'a pull request has a ref',
    () => GitHubSubject.pullRequest('acme/app', { ...ids, ref: 'refs/heads/main' }),
    "`ref` must not be set for pull requests, got one. Their ref is 'refs/pull/NUMBER/merge'.",
  ],
])('fails when %s', (_, attempt, message) => {
  expect(attempt).toThrow(new Error(message));
});

const open = "must be known at synth, got a token. A '*' in it would trust values that are not named";

test.each<[string, string, string, GitHubSubjectOptions]>([
  ['repository', parameter, 'v*', ids],
  ['repository', `${parameter}/app`, 'v*', ids],
  ['repository', `acme/${Lazy.string({ produce: () => '*' })}`, 'v*', {}],
  ['pattern', 'acme/app', `v${parameter}*`, ids],
  ['ownerId', 'acme/app', 'v*', { ownerId: parameter, repositoryId: '2' }],
  ['repositoryId', 'acme/app', 'v*', { ownerId: '1', repositoryId: parameter }],
])('fails when the %s of a pattern is a token: %s', (path, repository, pattern, options) => {
  const message = new Error(`\`${path}\` ${open}`);
  expect(() => GitHubSubject.tagPattern(repository, pattern, options)).toThrow(message);
  expect(() => GitHubSubject.branchPattern(repository, pattern, options)).toThrow(message);
});

const server = GitHubIssuer.enterpriseServer('github.acme.com');
const claims = (option: string) =>
  `\`subjects[0]\` must be trusted by its subject only on GitHub Enterprise Server, got ${option} for 'acme/app'. ` +
  `AWS checks that claim of github.com and GHE.com only, so omit it.`;

test.each<[string, GitHubSubject, string]>([
  [
    'ids',
    GitHubSubject.branch('acme/app', 'main', ids),
    "`subjects[0]` must have no ids on GitHub Enterprise Server, got ids of 'acme/app'. Its tokens contain none, " +
      'so omit ownerId and repositoryId.',
  ],
  ['a workflow', GitHubSubject.branch('acme/app', 'main', { jobWorkflowRef }), claims('jobWorkflowRef')],
  ['a ref', GitHubSubject.environment('acme/app', 'prod', { ref: 'refs/heads/main' }), claims('ref')],
])('fails when a GitHub Enterprise Server is given %s', (_, subject, message) => {
  for (const make of [byName, byImport]) {
    const stack = newStack();
    const provider = make(stack, server);
    expect(() => newPublisher({ subjects: [subject], provider }, stack)).toThrow(new Error(message));
  }
});

function byName(stack: Stack, issuer: GitHubIssuer) {
  return GitHubOidcProvider.forAccountOf(stack, issuer);
}

function byImport(stack: Stack, issuer: GitHubIssuer) {
  return GitHubOidcProvider.fromAccount(stack, 'Theirs', { issuer });
}

test.each(['enterprise', 'dataResidency'] as const)('the issuer %s accepts ids and more conditions', (kind) => {
  const stack = newStack();
  const provider = GitHubOidcProvider.forAccountOf(stack, GitHubIssuer[kind]('acme'));
  const subjects = [GitHubSubject.environment('acme/app', 'prod', { ...ids, jobWorkflowRef, ref: 'refs/heads/main' })];
  expect(() => newPublisher({ subjects, provider }, stack)).not.toThrow();
});

test('fails when pull requests could push by a role for any CI system', () => {
  const stack = newStack();
  const repositories = [Repository.fromRepositoryName(stack, 'App', 'app')];
  const provider = GitHubOidcProvider.forAccountOf(stack);
  const subjects = [GitHubSubject.pullRequest('acme/app', ids)];
  expect(() => new OidcPublisherRole(stack, 'Role', { subjects, provider, repositories })).toThrow(
    new Error(
      '`subjects[0]` must be a branch, tag or environment if the role pushes or deploys, got pull requests of ' +
        "'acme/app'. Their code is not reviewed yet. Give them a role with pullRepositories only.",
    ),
  );
});

test.each(['enterprise', 'dataResidency', 'enterpriseServer'] as const)('fails when %s is a token', (kind) => {
  const paths = { enterprise: 'slug', dataResidency: 'subdomain', enterpriseServer: 'host' };
  expect(() => GitHubIssuer[kind](parameter)).toThrow(
    new Error(
      `\`${paths[kind]}\` must be known at synth, got a token. IAM names the keys of conditions after the issuer`,
    ),
  );
});

import { Repository } from 'aws-cdk-lib/aws-ecr';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubSubject } from '../../lib/github/github-subject';
import { newStack, type Properties } from '../synthesis';
import { ids, issuer, newPublisher, trustBy, trustIn, trustOf } from './publisher';
import { type Claims, mayAssume } from './simulation';

const aud = 'sts.amazonaws.com';
const workflow = 'acme/ci/.github/workflows/publish.yml@refs/heads/main';

/** A run of the repository acme/app, whose ids are 1 and 2. */
const run = (context: string, more: Claims = {}): Claims => ({
  aud,
  sub: `repo:acme@1/app@2:${context}`,
  repository_id: '2',
  ...more,
});

/** The trust policy for pull requests, of a role that pulls. */
function pullRequestTrust(): Properties[] {
  const stack = newStack();
  const pullRepositories = [Repository.fromRepositoryName(stack, 'Base', 'base')];
  newPublisher({ subjects: [GitHubSubject.pullRequest('acme/app', ids)], repositories: [], pullRepositories }, stack);
  return trustIn(stack);
}

interface Case {
  readonly trust: Properties[];
  readonly allowed: readonly Claims[];
  /** A description of each refused run, and its claims. */
  readonly refused: Record<string, Claims>;
}

const cases: Record<string, Case> = {
  'a branch': {
    trust: trustOf(GitHubSubject.branch('acme/app', 'main', ids)),
    allowed: [run('ref:refs/heads/main')],
    refused: {
      'a branch that starts like it': run('ref:refs/heads/mainline'),
      'a tag of its name': run('ref:refs/tags/main'),
      'an environment of its name': run('environment:main'),
      'a pull request': run('pull_request'),
    },
  },
  'a tag': {
    trust: trustOf(GitHubSubject.tag('acme/app', 'v1', ids)),
    allowed: [run('ref:refs/tags/v1')],
    refused: {
      'a branch of its name': run('ref:refs/heads/v1'),
      'a tag that starts like it': run('ref:refs/tags/v1.0'),
      'a tag with it in the end': run('ref:refs/tags/x/v1'),
    },
  },
  'branches by a pattern': {
    trust: trustOf(GitHubSubject.branchPattern('acme/app', 'release/*', ids)),
    allowed: [run('ref:refs/heads/release/1.x'), run('ref:refs/heads/release/1.x/fix'), run('ref:refs/heads/release/')],
    refused: {
      'a branch that is not of the form': run('ref:refs/heads/main'),
      'a branch without the slash': run('ref:refs/heads/release-1'),
      'a branch with the form in it': run('ref:refs/heads/x/release/1'),
      'a tag of the form': run('ref:refs/tags/release/1'),
      'a pull request': run('pull_request'),
      'an environment of the form': run('environment:release/1'),
      'another repository': {
        ...run('ref:refs/heads/release/1'),
        sub: 'repo:acme@1/app-evil@3:ref:refs/heads/release/1',
      },
      'a name that holds the subject': {
        ...run(''),
        sub: 'repo:evil@6/x@7:ref:refs/heads/repo:acme@1/app@2:ref:refs/heads/release/1',
      },
      'a fork': { ...run(''), sub: 'repo:evil@6/app@7:ref:refs/heads/release/1', repository_id: '7' },
      'another owner of the name': {
        ...run(''),
        sub: 'repo:acme@6/app@7:ref:refs/heads/release/1',
        repository_id: '7',
      },
      'the id of another repository': run('ref:refs/heads/release/1', { repository_id: '7' }),
      'the name alone': { ...run(''), sub: 'repo:acme/app:ref:refs/heads/release/1' },
      'another audience': run('ref:refs/heads/release/1', { aud: 'https://github.com/acme' }),
    },
  },
  'tags by a pattern': {
    trust: trustOf(GitHubSubject.tagPattern('acme/app', 'v*', ids)),
    allowed: [run('ref:refs/tags/v1.0.0'), run('ref:refs/tags/v')],
    refused: {
      'another tag': run('ref:refs/tags/x1'),
      'a tag in another case': run('ref:refs/tags/V1'),
      'a branch of the form': run('ref:refs/heads/v1'),
      'a branch that holds a tag': run('ref:refs/heads/refs/tags/v1'),
    },
  },
  'every tag': {
    trust: trustOf(GitHubSubject.tagPattern('acme/app', '*', ids)),
    allowed: [run('ref:refs/tags/v1'), run('ref:refs/tags/x/y')],
    refused: { 'a branch': run('ref:refs/heads/v1'), 'a pull request': run('pull_request') },
  },
  'patterns in a migration': {
    trust: trustOf(
      GitHubSubject.tagPattern('acme/app', 'v*', { ...ids, acceptNameOnly: true }),
      GitHubSubject.tagPattern('acme/web', 'v*', { ownerId: '1', repositoryId: '3', acceptNameOnly: true }),
    ),
    allowed: [
      run('ref:refs/tags/v1'),
      { ...run(''), sub: 'repo:acme/app:ref:refs/tags/v1' },
      { ...run(''), sub: 'repo:acme/web:ref:refs/tags/v1', repository_id: '3' },
    ],
    refused: {
      'a name with the id of the other': { ...run(''), sub: 'repo:acme/web:ref:refs/tags/v1' },
      'a name without an id': { aud, sub: 'repo:acme/app:ref:refs/tags/v1' },
      'a name that is reused': { ...run(''), sub: 'repo:acme/app:ref:refs/tags/v1', repository_id: '9' },
    },
  },
  'an environment on one branch': {
    trust: trustOf(GitHubSubject.environment('acme/app', 'prod', { ...ids, ref: 'refs/heads/main' })),
    allowed: [run('environment:prod', { ref: 'refs/heads/main' })],
    refused: {
      'another branch': run('environment:prod', { ref: 'refs/heads/main-evil' }),
      'a pull request': run('environment:prod', { ref: 'refs/pull/1/merge' }),
      'a tag of that name': run('environment:prod', { ref: 'refs/tags/main' }),
      'no branch': run('environment:prod'),
      'another environment': run('environment:prod-eu', { ref: 'refs/heads/main' }),
      'that branch alone': run('ref:refs/heads/main', { ref: 'refs/heads/main' }),
    },
  },
  'a workflow on a branch': {
    trust: trustOf(GitHubSubject.branch('acme/app', 'main', { ...ids, jobWorkflowRef: workflow })),
    allowed: [run('ref:refs/heads/main', { job_workflow_ref: workflow })],
    refused: {
      'another workflow': run('ref:refs/heads/main', { job_workflow_ref: workflow.replace('publish', 'test') }),
      'that workflow on another branch': run('ref:refs/heads/main', { job_workflow_ref: `${workflow}-evil` }),
      'that file in another repository': run('ref:refs/heads/main', {
        job_workflow_ref: workflow.replace('acme', 'evil'),
      }),
      'no workflow': run('ref:refs/heads/main'),
      'that workflow on another branch of the caller': run('ref:refs/heads/dev', { job_workflow_ref: workflow }),
      'that workflow called by another repository': {
        aud,
        sub: 'repo:evil@6/app@7:ref:refs/heads/main',
        repository_id: '7',
        job_workflow_ref: workflow,
      },
    },
  },
  'pull requests': {
    trust: pullRequestTrust(),
    allowed: [run('pull_request')],
    refused: {
      'a branch': run('ref:refs/heads/main'),
      'a branch of that name': run('ref:refs/heads/pull_request'),
      'pull requests of another repository': { ...run(''), sub: 'repo:acme@1/web@3:pull_request', repository_id: '3' },
    },
  },
};

describe.each(Object.entries(cases))('the trust in %s', (_, { trust, allowed, refused }) => {
  test.each(allowed.map((claims) => [claims.sub, claims]))('lets %s in', async (__, claims) => {
    expect(await mayAssume(trust, claims)).toBe(true);
  });

  test.each(Object.entries(refused))('refuses %s', async (__, claims) => {
    expect(await mayAssume(trust, claims)).toBe(false);
    expect(await mayAssume(trust, allowed[0] ?? {})).toBe(true);
  });
});

const subject = GitHubSubject.branch('acme/app', 'main', ids);
const byName = GitHubSubject.branch('acme/app', 'main');
const nameRun = { aud, sub: 'repo:acme/app:ref:refs/heads/main' };
const idRun = run('ref:refs/heads/main');

const gitHubs: readonly (readonly [string, Properties[], Claims])[] = [
  [issuer, trustOf(subject), idRun],
  [`${issuer}/acme`, trustBy(GitHubIssuer.enterprise('acme'), subject), idRun],
  ['token.actions.acme.ghe.com', trustBy(GitHubIssuer.dataResidency('acme'), subject), idRun],
  ['ghe.acme.com/_services/token', trustBy(GitHubIssuer.enterpriseServer('ghe.acme.com'), byName), nameRun],
];

describe.each(gitHubs)('the trust in %s', (own, trust, claims) => {
  const strangers = [
    ...gitHubs.map(([other]) => other),
    `${issuer}/evil`,
    `${issuer}/acme/acme`,
    'token.actions.evil.ghe.com',
    'ghe.evil.com/_services/token',
    'gitlab.com',
  ].filter((other) => other !== own);

  test('names the issuer in the provider and in each claim', () => {
    for (const { Principal, Condition: condition } of trust) {
      expect(Principal).toEqual({ Federated: `arn:aws:iam::123456789012:oidc-provider/${own}` });
      const keys = Object.values(condition as Record<string, Properties>).flatMap((values) => Object.keys(values));
      expect(keys.map((key) => key.slice(0, key.lastIndexOf(':')))).toEqual(keys.map(() => own));
    }
  });

  test.each(strangers)('refuses a token of %s', async (iss) => {
    expect(await mayAssume(trust, { ...claims, iss })).toBe(false);
    expect(await mayAssume(trust, { ...claims, iss: own })).toBe(true);
  });

  test('refuses another audience', async () => {
    expect(await mayAssume(trust, { ...claims, iss: own, aud: 'https://github.com/acme' })).toBe(false);
    expect(await mayAssume(trust, { ...claims, iss: own })).toBe(true);
  });
});

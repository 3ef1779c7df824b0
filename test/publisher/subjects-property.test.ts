import fc from 'fast-check';
import { BitbucketSubject } from '../../lib/publisher/bitbucket/bitbucket-subject';
import { BuildkiteSubject } from '../../lib/publisher/buildkite/buildkite-subject';
import { CircleCiSubject } from '../../lib/publisher/circle-ci/circle-ci-subject';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { type OidcSubject } from '../../lib/publisher/oidc-subject';
import { trustOf, uuids } from './oidc-role';
import { type Claims, mayAssume } from './token-simulation';

/**
 * The fields of a run in its CI system, the token that the system writes for it, and the trusted run. The oracle compares
 * the fields and knows nothing of subjects.
 */
interface System<Run> {
  readonly issuer: string;
  readonly subject: OidcSubject;
  readonly runs: fc.Arbitrary<Run>;
  readonly tokenOf: (run: Run) => Claims;
  readonly trusted: Run;
  /** Fields that may have any value. */
  readonly open: readonly (keyof Run)[];
}

/** Mostly the trusted value, so that runs differ in few fields. Otherwise a similar value, or any text. */
function near(trusted: string, ...others: string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(trusted) },
    { weight: 3, arbitrary: fc.constantFrom(`${trusted}-evil`, `evil-${trusted}`, trusted.toUpperCase(), ...others) },
    { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9._/-]{1,12}$/) },
  );
}

const { organization, project, other, user } = uuids;
const anyId = fc.constantFrom(project, other, user, organization);

const gitLab: System<{ path: string; type: string; ref: string; id: string; isProtected: string; aud: string }> = {
  issuer: 'gitlab.com',
  subject: GitLabSubject.branch('acme/app', 'main', { projectId: '42' }),
  runs: fc.record({
    path: near('acme/app', 'acme/app/x', 'x/acme/app'),
    type: near('branch', 'tag'),
    ref: near('main', 'x/ref_type/branch/ref/main'),
    id: near('42', '43'),
    isProtected: near('true', 'false'),
    aud: near('sts.amazonaws.com'),
  }),
  tokenOf: ({ path, type, ref, id, isProtected, aud }) => ({
    aud,
    sub: `project_path:${path}:ref_type:${type}:ref:${ref}`,
    project_id: id,
    ref_protected: isProtected,
  }),
  trusted: { path: 'acme/app', type: 'branch', ref: 'main', id: '42', isProtected: 'true', aud: 'sts.amazonaws.com' },
  open: [],
};

const aud = `ari:cloud:bitbucket::workspace/${organization}`;
const bitbucket: System<{ repository: string; environment: string; step: string; aud: string }> = {
  issuer: 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc',
  subject: BitbucketSubject.environment(
    { workspace: 'acme', workspaceUuid: organization, repositoryUuid: project },
    other,
  ),
  runs: fc.record({
    repository: anyId,
    environment: fc.oneof(anyId, fc.constant('')),
    step: anyId,
    aud: near(aud, organization),
  }),
  tokenOf: (run) => ({
    aud: run.aud,
    sub: [run.repository, run.environment, run.step].flatMap((part) => (part === '' ? [] : [`{${part}}`])).join(':'),
  }),
  trusted: { repository: project, environment: other, step: user, aud },
  open: ['step'],
};

const circleCi: System<{ project: string; user: string; origin: string; ref: string; aud: string }> = {
  issuer: `oidc.circleci.com/org/${organization}`,
  subject: CircleCiSubject.branch(
    { organizationId: organization, projectId: project, origin: 'github.com/a/b' },
    'main',
  ),
  runs: fc.record({
    project: anyId,
    user: anyId,
    origin: near('github.com/a/b', 'github.com/a/b/c'),
    ref: near(
      'refs/heads/main',
      'refs/tags/main',
      'refs/heads/x/vcs-origin/github.com/a/b/vcs-ref/refs/heads/main',
      'refs/heads/vcs-origin/github.com/a/b/vcs-ref/refs/heads/main',
    ),
    aud: near(organization, other),
  }),
  tokenOf: (run) => ({
    aud: run.aud,
    sub: `org/${organization}/project/${run.project}/user/${run.user}/vcs-origin/${run.origin}/vcs-ref/${run.ref}`,
  }),
  trusted: { project, user, origin: 'github.com/a/b', ref: 'refs/heads/main', aud: organization },
  open: ['user'],
};

const buildkite: System<{ pipeline: string; branch: string; commit: string; step: string; id: string }> = {
  issuer: 'agent.buildkite.com',
  subject: BuildkiteSubject.branch('acme/app', 'main', { pipelineId: project }),
  runs: fc.record({
    pipeline: near('acme:pipeline:app', 'acme:pipeline:app-evil', 'evil:pipeline:app'),
    branch: near('main', 'main:commit', 'commit:main', 'main:commit:x:step:y', 'evil:main'),
    commit: near('9f3182061f1e2cca4702c368cbc039b7dc9d4485', 'HEAD', ''),
    step: near('build', '', 'x:step:y', 'ref:refs/heads/main:commit:x:step:y'),
    id: anyId,
  }),
  tokenOf: ({ pipeline, branch, commit, step, id }) => ({
    aud: 'sts.amazonaws.com',
    sub: `organization:${pipeline}:ref:refs/heads/${branch}:commit:${commit}:step:${step}`,
    build_branch: branch,
    pipeline_id: id,
  }),
  trusted: { pipeline: 'acme:pipeline:app', branch: 'main', commit: '', step: '', id: project },
  open: ['commit', 'step'],
};

async function check<Run extends Readonly<Record<string, string>>>(system: System<Run>): Promise<void> {
  const { issuer, subject, runs, tokenOf, trusted, open } = system;
  const trust = trustOf(subject);
  const verdicts = new Set<boolean>();
  const property = fc.asyncProperty(runs, async (run) => {
    const names = Object.keys(trusted) as (keyof Run)[];
    const expected = names.every((name) => open.includes(name) || run[name] === trusted[name]);
    verdicts.add(expected);
    expect(await mayAssume(trust, issuer, tokenOf(run))).toBe(expected);
  });
  await fc.assert(property, { numRuns: 300, examples: [[trusted]] });
  expect([...verdicts].sort()).toEqual([false, true]);
}

test('GitLab: a run that differs in a named field is refused', () => check(gitLab));
test('Bitbucket: a run that differs in a named field is refused', () => check(bitbucket));
test('CircleCI: a run that differs in a named field is refused', () => check(circleCi));
test('Buildkite: a run that differs in a named field is refused', () => check(buildkite));

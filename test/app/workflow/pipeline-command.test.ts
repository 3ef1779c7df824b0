import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { EcsDeployment } from '../../../lib/deployment/ecs-deployment';
import { ImageTag } from '../../../lib/naming/image-tag';
import { PublishPipeline } from '../../../lib/pipeline/publish-pipeline';
import { CircleCiSubject } from '../../../lib/publisher/circle-ci/circle-ci-subject';
import { GitLabIssuer } from '../../../lib/publisher/gitlab/gitlab-issuer';
import { GitLabSubject } from '../../../lib/publisher/gitlab/gitlab-subject';
import { type OidcSubject } from '../../../lib/publisher/oidc-subject';
import { OidcPublisherRole } from '../../../lib/publisher/oidc-publisher-role';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { bitbucketSubjects, environmentSubjects, gitLabSubjects } from '../../pipeline/publisher';
import { run } from '../command';

const folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const app = new App({ outdir: folder });
const stack = new Stack(app, 'publishers', { env: { account: '123456789012', region: 'eu-west-1' } });
const repository = new ImageRepository(stack, 'App', { repositoryName: 'app', mutableTags: ['latest'] });
const circleCi = {
  organizationId: '44444444-5555-6666-7777-888888888888',
  projectId: '55555555-6666-7777-8888-999999999999',
  origin: 'github.com/acme/app',
};
const selfManaged = GitLabSubject.branch('acme/app', 'main', { issuer: GitLabIssuer.selfManaged('git.example.com') });
const roles: [string, OidcSubject[]][] = [
  ['gitlab', gitLabSubjects],
  ['own', [selfManaged]],
  ['bitbucket', bitbucketSubjects],
  ['environment', environmentSubjects],
  ['circleci', [CircleCiSubject.branch(circleCi, 'main')]],
];
const [gitLab, own, bitbucket] = roles.map(
  ([roleName, subjects]) =>
    new OidcPublisherRole(stack, roleName, {
      roleName,
      subjects,
      repositories: [repository],
      deploys: [EcsDeployment.named('c', 's', { passRoles: ['web'] })],
    }),
) as [OidcPublisherRole, OidcPublisherRole, OidcPublisherRole];
app.synth();

const tags = [ImageTag.commit(), ImageTag.fixed('latest')];
const command = (...words: string[]) => run('workflow', folder, '--role', ...words);

test.each([
  ['GitLab', gitLab, {}, ['gitlab']],
  ['a self-managed GitLab', own, {}, ['own']],
  ['Bitbucket', bitbucket, { branches: ['main'] }, ['bitbucket', '--branch', 'main']],
])('the file for a role of %s in a template is that of the construct', (_, role, options, words) => {
  const { stdout, stderr, exitCode } = command(...words, '--tag', 'commit', 'latest');
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toBe(PublishPipeline.of(role, { tags, ...options }).renderYaml());
  expect(stdout).toContain(`# Save it as ${PublishPipeline.of(role, { tags, ...options }).path} of `);
});

test.each([
  [
    ['circleci'],
    "`--role` must trust GitLab CI/CD or Bitbucket Pipelines, got 'circleci', which trusts " +
      "'oidc.circleci.com/org/44444444-5555-6666-7777-888888888888'. GitHub Actions has PublishWorkflow. " +
      'For another CI system, write the file by hand.',
  ],
  [
    ['gitlab', '--action', 'actions/checkout=v5'],
    '--action must be used with a role that GitHub Actions assumes only. Omit it.',
  ],
  [
    ['gitlab', '--branch', 'main'],
    '`--branch` must not be set for GitLab CI/CD, got some. The role trusts specific branches and tags. ' +
      "Change the role's subjects.",
  ],
  [
    ['environment'],
    '`--environment` is required because the role trusts only steps in the deployment environment ' +
      "'33333333-4444-5555-6666-777777777777'. Give its name in Bitbucket, such as 'Production'.",
  ],
  [
    ['bitbucket', '--cache', 'github'],
    "`--cache` must be WorkflowCache.repository() or none(), got GitHub's own cache, which other CI systems do not have.",
  ],
])('fails for %j', (words, message) => {
  expect(command(...words)).toMatchObject({ exitCode: 1, stdout: '', stderr: `${message}\n` });
});

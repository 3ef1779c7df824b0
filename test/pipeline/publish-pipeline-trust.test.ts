import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { ImageTag } from '../../lib/naming/image-tag';
import { VersionChannel } from '../../lib/naming/version-channel';
import { PublishPipeline } from '../../lib/pipeline/publish-pipeline';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { policiesIn, repositoryArn, trustIn } from '../github/publisher';
import { may, mayAssume } from '../github/simulation';
import { newStack, type Properties } from '../synthesis';
import { bashPart, jobsIn, scriptOf } from './pipeline-lint';
import { newPublisher } from './publisher';

const tags = [ImageTag.commit(), ImageTag.semanticVersion({ channels: [VersionChannel.LATEST] })];
const stack = newStack();
/** The simulation knows no claims of GitLab but the subject and the audience. */
const bySubject = { acceptUnprotected: true };
const subjects = [
  GitLabSubject.branch('acme/app', 'main', bySubject),
  GitLabSubject.tagPattern('acme/app', 'v*', bySubject),
];
const role = newPublisher({ subjects, deploys: [EcsDeployment.named('c', 's')] }, stack);
const jobs = jobsIn(PublishPipeline.of(role, { tags }).renderYaml());

test('the role trusts each job on the refs of its rules, with the audience of its token, and no other job', async () => {
  const trust = trustIn(stack);
  expect(Object.keys(jobs)).toEqual(['publish', 'deploy']);
  for (const { id_tokens: tokens, rules } of Object.values(jobs)) {
    expect(rules).toEqual([{ if: '$CI_COMMIT_BRANCH == "main"' }, { if: '$CI_COMMIT_TAG =~ /^v.*$/' }]);
    const { aud } = (tokens as Record<string, Properties>).AWS_ID_TOKEN as { aud: string };
    const claims = { iss: 'gitlab.com', aud };
    const subject = (ref: string) => `project_path:acme/app:ref_type:${ref}`;
    const answers = [
      { ...claims, sub: subject('branch:ref:main') },
      { ...claims, sub: subject('tag:ref:v1.0.0') },
      { ...claims, sub: subject('branch:ref:v1.0.0') },
      { ...claims, sub: subject('branch:ref:main'), aud: 'other' },
    ].map((token) => mayAssume(trust, token));
    expect(await Promise.all(answers)).toEqual([true, true, false, false]);
  }
});

test('the role may make every call of the scripts to Amazon ECR, and only in its repository', async () => {
  const policies = policiesIn(stack);
  const scripts = Object.values(jobs).map((job) => bashPart(scriptOf(job)));
  const calls = [...new Set(scripts.flatMap((script) => script.match(/\b(?:aws ecr|call_ecr) [a-z-]+/g) ?? []))].sort();
  expect(calls).toEqual([
    'aws ecr batch-get-image',
    'aws ecr get-login-password',
    'call_ecr batch-get-image',
    'call_ecr list-images',
    'call_ecr put-image',
  ]);
  expect(await may(policies, 'ecr:GetAuthorizationToken', '*')).toBe(true);
  for (const action of ['ecr:BatchGetImage', 'ecr:ListImages', 'ecr:PutImage']) {
    expect(await may(policies, action, repositoryArn('app'))).toBe(true);
    expect(await may(policies, action, repositoryArn('other'))).toBe(false);
  }
});

import { Duration } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { WorkflowCache } from '../../lib/github/workflow-cache';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { ImageTag } from '../../lib/naming/image-tag';
import { type PublishPipelineOptions } from '../../lib/pipeline/publish-pipeline-options';
import { GitLabIssuer } from '../../lib/publisher/gitlab/gitlab-issuer';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { type OidcPublisherRoleProps } from '../../lib/publisher/oidc-publisher-role';
import { bitbucketRefs, bitbucketSubjects, environmentSubjects, gitLabSubjects, pipelineOf } from './publisher';

const { LINUX_AMD64: amd64, LINUX_ARM64: arm64 } = Platform;
const [main] = gitLabSubjects;
const selfManaged = [GitLabSubject.branch('acme/app', 'main', { issuer: GitLabIssuer.selfManaged('git.example.com') })];
const other = GitLabSubject.branch('acme/other', 'release', { projectId: '43' });
const deploys = [EcsDeployment.named('c', 's', { timeout: Duration.minutes(45) })];

test.each<[string, Partial<OidcPublisherRoleProps>, PublishPipelineOptions, string]>([
  [
    'a version that no trusted ref has',
    { subjects: main ? [main] : [] },
    { tags: [ImageTag.semanticVersion()] },
    "`tags[0]` must be a tag that a run can give, got 'semantic-version', which needs a Git tag with a version, such as 'v*', " +
      "but the role trusts only the branch 'main'. Add one to the role's subjects, or leave the tag out",
  ],
  [
    'a branch that the pipeline does not run for',
    { subjects: bitbucketSubjects },
    { gitTags: ['v*'], tags: [ImageTag.branch('branch-')] },
    "`tags[0]` must be a tag that a run can give, got 'branch', which needs a branch, but the pipeline runs for only the Git " +
      "tag 'v*'. Add one to `branches` or `gitTags`, or leave the tag out",
  ],
  [
    'several projects',
    { subjects: [...gitLabSubjects, other] },
    {},
    "`project` is required because the role trusts 2: 'acme/app' or 'acme/other'. Name one.",
  ],
  [
    'a runner of Bitbucket',
    { subjects: bitbucketSubjects },
    { runners: { 'linux/amd64': 'ours' } },
    "`runners` must not be set for Bitbucket Pipelines, got some. The steps need Bitbucket's own runners, whose Docker lets " +
      'BuildKit start.',
  ],
  [
    'arm64 on a self-managed GitLab without a runner',
    { subjects: selfManaged },
    { platforms: [arm64] },
    '`runners` must name the tag of a runner for linux/arm64, got none. A self-managed GitLab has no hosted runners: { ' +
      "'linux/arm64': 'our-arm' }.",
  ],
  [
    'a runner that is a variable',
    { subjects: gitLabSubjects },
    { runners: { 'linux/amd64': '$RUNNER' } },
    "`runners['linux/amd64']` must be a runner's tag, got '$RUNNER'. Use letters, digits and '_.:/ -' only.",
  ],
  [
    'several platforms in an environment',
    { subjects: environmentSubjects },
    { environment: 'Production', platforms: [amd64, arm64] },
    '`emulation` must be true for several platforms in an environment, got the boolean false. Bitbucket lets only one step of a ' +
      'pipeline be in it.',
  ],
  [
    'a step that outlasts the session',
    { subjects: environmentSubjects, deploys },
    { environment: 'Production' },
    '`services` must be deployed within 60 minutes after the start of the build, the longest session of the role, got 105 ' +
      'minutes. One step builds and deploys in an environment. Set maxSessionDuration of the role, or lower `timeout`.',
  ],
  [
    'a job of more than two hours in Bitbucket',
    { subjects: bitbucketSubjects, maxSessionDuration: Duration.hours(4) },
    { ...bitbucketRefs, timeout: Duration.hours(3) },
    '`timeout` must be whole minutes from 1 minute to 2 hours, got PT3H',
  ],
  [
    "GitHub's cache",
    {},
    { cache: WorkflowCache.gitHub() },
    "`cache` must be WorkflowCache.repository() or none(), got GitHub's own cache, which other CI systems do not have.",
  ],
  [
    'a job image that is none',
    {},
    { jobImage: 'a b' },
    "`jobImage` must be an image such as 'moby/buildkit:v0.24.0', got 'a b'",
  ],
])('fails for %s', (_, props, options, message) => {
  expect(() => pipelineOf(options, props)).toThrow(message);
});

import { Aws, Duration } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageCompatibility } from '../../lib/build-input/attestations';
import { BuildSecret } from '../../lib/build-input/build-secret';
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
    'a command that pushes a tag that does not move',
    { subjects: gitLabSubjects },
    { environmentVariables: { STAGE: 'prod' }, commandsAfterPush: ['docker push "${IMAGE_URI%:*}:$STAGE"'] },
    "`commandsAfterPush[0]` must push no tag that the repository does not let move, got a push of 'prod' to 'app'. Each build " +
      "would push it, and the second one would fail. Add 'prod' to the repository's mutableTags, or leave the push to `tags`.",
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
    'a cache that no build reads',
    {},
    { cache: WorkflowCache.repository('cache'), noCache: true },
    '`noCache` must not be true with `cache`, got both. The build would write a cache that it never reads.',
  ],
  [
    'a secret of GitHub',
    {},
    { secrets: { npm: BuildSecret.fromGitHubSecret('NPM_TOKEN') } },
    '`secrets.npm` must be a variable of GitLab CI/CD or a secret of AWS, got one of GitHub, which a pipeline does not read. Store it ' +
      "in Settings > CI/CD > Variables, and use BuildSecret.fromCiVariable('NAME').",
  ],
  [
    'a variable of the scripts',
    {},
    { environmentVariables: { COMMIT: 'x' } },
    '`environmentVariables.COMMIT` must have another name, since the scripts of the pipeline use it',
  ],
  [
    'several platforms for Lambda',
    {},
    { platforms: [amd64, arm64], compatibility: ImageCompatibility.LAMBDA },
    '`platforms` must be one platform with `compatibility` Lambda, got linux/amd64 and linux/arm64. Lambda does not accept an index.',
  ],
  [
    'a list of packages of an image for Lambda',
    {},
    { compatibility: ImageCompatibility.LAMBDA, sbom: true },
    '`sbom` must not be set with `compatibility` Lambda, got both. Lambda does not accept an index.',
  ],
  ['an empty command', {}, { commandsAfterPush: [' '] }, "`commandsAfterPush[0]` must be a command, got ' '"],
  [
    'an argument that is known at deploy time only',
    {},
    { buildArgs: { REGION: Aws.REGION } },
    '`buildArgs.REGION` must be known at synth, got a token. The pipeline file is written before the deployment.',
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

test.each([
  ['a name with other characters', 'npm token', "got 'npm token'. Use only letters, digits and '_'"],
  ['a variable of the role', 'AWS_SECRET_ACCESS_KEY', 'the session of the role has these variables'],
])('a secret refuses %s', (_, name, message) => {
  expect(() => BuildSecret.fromCiVariable(name)).toThrow(message);
});

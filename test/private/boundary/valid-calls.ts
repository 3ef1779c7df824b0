import { join } from 'node:path';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Project, BuildSpec } from 'aws-cdk-lib/aws-codebuild';
import { Repository as CodeCommitRepository } from 'aws-cdk-lib/aws-codecommit';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ArnPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import * as api from '../../../lib/index';
import { of, type ValidCall } from './valid-call';
import { validRegistryCalls } from './valid-registry-calls';

const registryFile = join(__dirname, '../../../examples/pipelines/ecr-publishing.yaml');
const accountId = '111122223333';
const connectionArn = `arn:aws:codeconnections:eu-west-1:${accountId}:connection/11111111-2222-3333-4444-555555555555`;
const roleArn = `arn:aws:iam::${accountId}:role/ci`;
const uuid = '11111111-2222-3333-4444-555555555555';
const ids = { ownerId: '1', repositoryId: '2' };
const bitbucketRepository = { workspace: 'acme', workspaceUuid: uuid, repositoryUuid: uuid };
const circleCiProject = { organizationId: uuid, projectId: uuid, origin: 'github.com/acme/app' };

const repository = (stack: Stack) => new api.ImageRepository(stack, 'Given', { repositoryName: 'given' });
const subject = () => api.GitHubSubject.branch('acme/app', 'main', ids);
const account = () => api.ImageConsumer.account('444455556666');
const source = () => api.ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] });
const role = (stack: Stack) =>
  new api.GitHubPublisherRole(stack, 'Role', {
    roleName: 'ci',
    repositories: [repository(stack)],
    subjects: [subject()],
  });
const promotion = (stack: Stack) =>
  new api.ImagePromotion(stack, 'Promotion', {
    sourcePrefix: 'incoming/',
    targetPrefix: 'approved/',
    gate: api.ScanGate.basic(),
  });
const build = (stack: Stack) =>
  new api.ImageBuildProject(stack, 'Build', { repository: repository(stack), source: source() });
const buildsOf = (stack: Stack) => ({ source: source(), images: [{ repository: repository(stack), context: 'web' }] });

/** A call of each constructor and method of the public API, by `Class.method`; a constructor is `new`. */
export const validCalls: Readonly<Record<string, (stack: Stack) => ValidCall>> = {
  ...validRegistryCalls,
  'BitbucketIssuer.workspace': () => of(api.BitbucketIssuer, 'acme', uuid),
  'BitbucketSubject.environment': () => of(api.BitbucketSubject, bitbucketRepository, uuid),
  'BitbucketSubject.withoutEnvironment': () => of(api.BitbucketSubject, bitbucketRepository),
  'BuildSecret.fromCiVariable': () => of(api.BuildSecret, 'NPM_TOKEN'),
  'BuildSecret.fromGitHubSecret': () => of(api.BuildSecret, 'NPM_TOKEN'),
  'BuildSecret.fromSecretsManager': (stack) => of(api.BuildSecret, new Secret(stack, 'Secret'), 'key'),
  'BuildSecret.fromSsmParameter': (stack) =>
    of(api.BuildSecret, StringParameter.fromStringParameterName(stack, 'Parameter', '/token'), {}),
  'BuildkiteSubject.branch': () => of(api.BuildkiteSubject, 'acme/app', 'main', { pipelineId: uuid }),
  'BuildkiteSubject.tag': () => of(api.BuildkiteSubject, 'acme/app', 'v1', { pipelineId: uuid }),
  'CircleCiIssuer.organization': () => of(api.CircleCiIssuer, uuid),
  'CircleCiSubject.branch': () => of(api.CircleCiSubject, circleCiProject, 'main'),
  'CircleCiSubject.branchPattern': () => of(api.CircleCiSubject, circleCiProject, 'release-*'),
  'EcrPublishingChecks.new': () => of(api.EcrPublishingChecks, { failOnWarning: true, against: 'cdk.out' }),
  'EcsDeployment.named': () => of(api.EcsDeployment, 'cluster', 'service', { passRoles: ['task'] }),
  'EcsDeployment.restart': () => of(api.EcsDeployment, 'cluster', 'service', { region: 'us-east-1' }),
  'GitHubIssuer.dataResidency': () => of(api.GitHubIssuer, 'acme'),
  'GitHubIssuer.enterprise': () => of(api.GitHubIssuer, 'acme'),
  'GitHubIssuer.enterpriseServer': () => of(api.GitHubIssuer, 'github.example.com'),
  'GitHubOidcProvider.forAccountOf': (stack) => of(api.GitHubOidcProvider, stack, api.GitHubIssuer.gitHub()),
  'GitHubOidcProvider.fromAccount': (stack) => of(api.GitHubOidcProvider, stack, 'Provider', {}),
  'GitHubOidcProvider.new': (stack) => of(api.GitHubOidcProvider, stack, 'Provider', {}),
  'GitHubPublisherRole.new': (stack) =>
    of(api.GitHubPublisherRole, stack, 'Role', { repositories: [repository(stack)], subjects: [subject()] }),
  'GitHubSubject.branch': () => of(api.GitHubSubject, 'acme/app', 'main', ids),
  'GitHubSubject.branchPattern': () => of(api.GitHubSubject, 'acme/app', 'release-*', ids),
  'GitHubSubject.environment': () => of(api.GitHubSubject, 'acme/app', 'prod', ids),
  'GitHubSubject.pullRequest': () => of(api.GitHubSubject, 'acme/app', ids),
  'GitHubSubject.tag': () => of(api.GitHubSubject, 'acme/app', 'v1', ids),
  'GitHubSubject.tagPattern': () => of(api.GitHubSubject, 'acme/app', 'v*', ids),
  'GitHubSubjectTemplate.of': () =>
    of(api.GitHubSubjectTemplate, ['repo', 'runner_environment'], { runner_environment: 'self-hosted' }),
  'GitLabIssuer.selfManaged': () => of(api.GitLabIssuer, 'gitlab.example.com'),
  'GitLabSubject.branch': () => of(api.GitLabSubject, 'acme/app', 'main', {}),
  'GitLabSubject.branchPattern': () => of(api.GitLabSubject, 'acme/app', 'release-*', {}),
  'GitLabSubject.tag': () => of(api.GitLabSubject, 'acme/app', 'v1', {}),
  'GitLabSubject.tagPattern': () => of(api.GitLabSubject, 'acme/app', 'v*', {}),
  'ImageBuildProject.allowPublishing': (stack) =>
    of(
      api.ImageBuildProject,
      new Project(stack, 'Project', { buildSpec: BuildSpec.fromObject({ version: '0.2' }) }),
      repository(stack),
      { pull: true },
    ),
  'ImageBuildProject.new': (stack) =>
    of(api.ImageBuildProject, stack, 'Build', {
      repository: repository(stack),
      source: source(),
      platforms: [Platform.LINUX_AMD64],
    }),
  'ImageBuildProject.notifyOnBuildFailed': (stack) => of(build(stack), 'Failed', new Topic(stack, 'Topic')),
  'ImageBuildProject.onBuildFailed': (stack) => of(build(stack), 'Failed', {}),
  'ImageBuildProjects.new': (stack) => of(api.ImageBuildProjects, stack, 'Builds', buildsOf(stack)),
  'ImageBuildProjects.project': (stack) => of(new api.ImageBuildProjects(stack, 'Builds', buildsOf(stack)), 'given'),
  'ImageBuilder.buildx': () => of(api.ImageBuilder, {}),
  'ImageBuilder.earthly': () => of(api.ImageBuilder, { target: 'docker' }),
  'ImageBuilder.script': () => of(api.ImageBuilder, ['make image']),
  'ImageCache.registry': (stack) => of(api.ImageCache, repository(stack)),
  'ImageCheckProject.new': (stack) =>
    of(api.ImageCheckProject, stack, 'Check', { source: source(), commands: ['npm test'] }),
  'ImageConsumer.account': () => of(api.ImageConsumer, accountId),
  'ImageConsumer.codeBuild': () => of(api.ImageConsumer, accountId),
  'ImageConsumer.lambda': () => of(api.ImageConsumer, accountId),
  'ImageConsumer.lambdaOfOrganization': () => of(api.ImageConsumer, 'o-a1b2c3d4e5'),
  'ImageConsumer.organization': () => of(api.ImageConsumer, 'o-a1b2c3d4e5'),
  'ImageConsumer.organizationalUnit': () => of(api.ImageConsumer, 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'),
  'ImageConsumer.role': () => of(api.ImageConsumer, roleArn),
  'ImageConsumer.service': () => of(api.ImageConsumer, 'sagemaker.amazonaws.com', { sourceAccount: accountId }),
  'ImageConsumer.tagged': () => of(api.ImageConsumer, 'team', 'platform', { accountId }),
  'ImageConsumer.user': () => of(api.ImageConsumer, `arn:aws:iam::${accountId}:user/bob`),
  'ImagePromotion.addTarget': (stack) =>
    of(promotion(stack), new api.ImageRepository(stack, 'Second', { repositoryName: 'approved/second' })),
  'ImagePromotion.new': (stack) =>
    of(api.ImagePromotion, stack, 'New', {
      source: repository(stack),
      target: new api.ImageRepository(stack, 'Approved', { repositoryName: 'approved' }),
      gate: api.ScanGate.basic(),
    }),
  'ImagePullAccess.new': (stack) => of(api.ImagePullAccess, stack, 'Pull', { repositories: [repository(stack)] }),
  'ImagePullAccess.renderPolicy': (stack) => of(api.ImagePullAccess, repository(stack)),
  'ImagePushAccess.new': (stack) => of(api.ImagePushAccess, stack, 'Push', { repositories: [repository(stack)] }),
  'ImagePushAccess.renderPolicy': (stack) => of(api.ImagePushAccess, repository(stack)),
  'ImageRepository.addLifecycleRule': (stack) => of(repository(stack), { maxImageCount: 3 }),
  'ImageRepository.addToResourcePolicy': (stack) =>
    of(
      repository(stack),
      new PolicyStatement({ actions: ['ecr:BatchGetImage'], principals: [new ArnPrincipal(roleArn)] }),
    ),
  'ImageRepository.allowPull': (stack) => of(repository(stack), account()),
  'ImageRepository.allowPush': (stack) => of(repository(stack), api.ImageConsumer.role(roleArn)),
  'ImageRepository.allowPushOnly': (stack) => of(repository(stack), api.ImageConsumer.role(roleArn)),
  'ImageRepository.allowRead': (stack) => of(repository(stack), api.ImageConsumer.role(roleArn)),
  'ImageRepository.grantPull': (stack) => of(repository(stack), Role.fromRoleName(stack, 'Theirs', 'theirs')),
  'ImageRepository.grantPullPush': (stack) => of(repository(stack), Role.fromRoleName(stack, 'Theirs', 'theirs')),
  'ImageRepository.grantPush': (stack) => of(repository(stack), Role.fromRoleName(stack, 'Theirs', 'theirs')),
  'ImageRepository.new': (stack) => of(api.ImageRepository, stack, 'New', {}),
  'ImageRetention.archiveAllBut': () => of(api.ImageRetention, 3, {}),
  'ImageRetention.archiveBeforeDelete': () => of(api.ImageRetention, {}),
  'ImageRetention.archiveOlderThan': () => of(api.ImageRetention, Duration.days(1), {}),
  'ImageRetention.archiveUnpulled': () => of(api.ImageRetention, Duration.days(90), {}),
  'ImageRetention.expireArchived': () => of(api.ImageRetention, Duration.days(365), {}),
  'ImageRetention.expireOlderThan': () => of(api.ImageRetention, Duration.days(1), {}),
  'ImageRetention.expireUntagged': () => of(api.ImageRetention, Duration.days(1)),
  'ImageRetention.fromDocument': () => of(api.ImageRetention, document),
  'ImageRetention.fromLifecycleRules': () => of(api.ImageRetention, { maxImageCount: 3 }),
  'ImageRetention.keepNewest': () => of(api.ImageRetention, 3, {}),
  'ImageRetention.keepReleases': () => of(api.ImageRetention, ['v*'], {}),
  'ImageRetention.lifecyclePolicyText': () => of(api.ImageRetention, api.ImageRetention.keepNewest(3)),
  'ImageRetention.protect': () => of(api.ImageRetention, 'v*'),
  'ImageSource.codeCommit': (stack) =>
    of(api.ImageSource, CodeCommitRepository.fromRepositoryName(stack, 'Code', 'app'), { branches: ['main'] }),
  'ImageSource.codePipeline': () => of(api.ImageSource, { containerName: 'web' }),
  'ImageSource.gitHub': () => of(api.ImageSource, 'acme/app', { connectionArn, branches: ['main'] }),
  'ImageSource.gitHubEnterprise': () => of(api.ImageSource, 'acme/app', { connectionArn, host: 'git.example.com' }),
  'ImageSource.gitLab': () => of(api.ImageSource, 'acme/app', { connectionArn, branches: ['main'] }),
  'ImageSource.gitLabSelfManaged': () =>
    of(api.ImageSource, 'acme/app', { connectionArn, host: 'git.example.com', branches: ['main'] }),
  'ImageSource.s3': (stack) => of(api.ImageSource, Bucket.fromBucketName(stack, 'Bucket', 'sources'), 'app.zip', {}),
  'ImageTag.branch': () => of(api.ImageTag, 'dev-'),
  'ImageTag.fixed': () => of(api.ImageTag, 'latest'),
  'ImageTag.semanticVersion': () => of(api.ImageTag, { channels: [api.VersionChannel.LATEST] }),
  'ImageTests.ofImage': () => of(api.ImageTests, ['docker run "$IMAGE" --version'], { name: 'smoke' }),
  'ImageTests.ofSource': () => of(api.ImageTests, ['npm test'], {}),
  'ImageTests.ofStage': () => of(api.ImageTests, 'test', {}),
  'LambdaDeployment.named': () => of(api.LambdaDeployment, 'api', { alias: 'live' }),
  'LifecyclePreview.of': () =>
    of(api.LifecyclePreview, {
      policyText: document,
      imagesText: '{"imageDetails":[]}',
      now: '2026-12-01T00:00:00Z',
    }),
  'OidcProvider.forAccountOf': (stack) => of(api.OidcProvider, stack, api.GitLabIssuer.gitLab()),
  'OidcProvider.fromAccount': (stack) => of(api.OidcProvider, stack, 'Provider', { issuer: api.GitLabIssuer.gitLab() }),
  'OidcProvider.new': (stack) => of(api.OidcProvider, stack, 'Provider', { issuer: api.GitLabIssuer.gitLab() }),
  'OidcPublisherRole.new': (stack) =>
    of(api.OidcPublisherRole, stack, 'Role', {
      repositories: [repository(stack)],
      subjects: [api.GitLabSubject.branch('acme/app', 'main')],
    }),
  'PublishPipeline.of': (stack) =>
    of(
      api.PublishPipeline,
      new api.OidcPublisherRole(stack, 'GitLab', {
        roleName: 'gitlab',
        repositories: [repository(stack)],
        subjects: [api.GitLabSubject.branch('acme/app', 'main')],
      }),
      {},
    ),
  'PublishWorkflow.of': (stack) => of(api.PublishWorkflow, role(stack), {}),
  'RegistryStages.new': (stack) => of(api.RegistryStages, stack, 'Registry', { config: registryFile }),
  'RepositoryAccess.allowPull': (stack) => of(api.RepositoryAccess.of(repository(stack)), account()),
  'RepositoryAccess.allowPush': (stack) =>
    of(api.RepositoryAccess.of(repository(stack)), api.ImageConsumer.role(roleArn)),
  'RepositoryAccess.allowPushOnly': (stack) =>
    of(api.RepositoryAccess.of(repository(stack)), api.ImageConsumer.role(roleArn)),
  'RepositoryAccess.allowRead': (stack) =>
    of(api.RepositoryAccess.of(repository(stack)), api.ImageConsumer.role(roleArn)),
  'RepositoryAccess.of': (stack) => of(api.RepositoryAccess, repository(stack)),
  'ScanGate.basic': () => of(api.ScanGate, {}),
  'ScanGate.enhanced': () => of(api.ScanGate, {}),
  'TemporaryPushAccess.new': (stack) =>
    of(api.TemporaryPushAccess, stack, 'Alice', {
      repository: repository(stack),
      assumedBy: new ArnPrincipal(roleArn),
      expiresAt: '2028-11-01T00:00:00Z',
    }),
  'WorkflowCache.repository': () => of(api.WorkflowCache, 'cache'),
};

const document = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 3 },
      action: { type: 'expire' },
    },
  ],
});

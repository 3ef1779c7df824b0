import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  BitbucketSubject,
  BuildkiteSubject,
  CircleCiSubject,
  GitHubPublisherRole,
  GitHubSubject,
  GitLabSubject,
  ImageConsumer,
  ImagePullAccess,
  ImageRepository,
  OidcPublisherRole,
  RepositoryAccess,
  TemporaryPushAccess,
} from '../../lib';
import * as access from './access-accounts';

const app = new App({ defaultStackSynthesizer: new BootstraplessSynthesizer() });

const owner = new Stack(app, access.ownerStack, { env: { account: access.owner, region: access.region } });

const shared = new ImageRepository(owner, 'Shared', { repositoryName: access.sharedName });
shared.allowPull(
  ImageConsumer.account('111111111111'),
  ImageConsumer.role(access.consumerRole),
  ImageConsumer.tagged('team', 'platform', { accountId: '333333333333' }),
  ImageConsumer.organization('o-a1b2c3d4e5'),
  ImageConsumer.organizationalUnit('o-b1b2c3d4e5/r-ab12/ou-ab12-11111111'),
  ImageConsumer.lambda('555555555555'),
  ImageConsumer.lambdaOfOrganization('o-c1b2c3d4e5'),
  ImageConsumer.codeBuild(access.consumer),
  ImageConsumer.service('apprunner.amazonaws.com', { sourceAccount: access.consumer }),
);
shared.allowPush(ImageConsumer.role(access.foreignPusher));
shared.allowRead(ImageConsumer.role(access.auditor));

const promoter = new iam.Role(owner, 'Promoter', { assumedBy: new iam.AccountRootPrincipal(), roleName: 'promoter' });
const approved = new ImageRepository(owner, 'Approved', { repositoryName: access.approvedName });
approved.allowPushOnly(ImageConsumer.role(promoter.roleArn));

const plain = new ecr.Repository(owner, 'Plain', { repositoryName: access.plainName });
RepositoryAccess.of(plain).allowPull(ImageConsumer.account(access.consumer));

const incoming = new ImageRepository(owner, 'Incoming', { repositoryName: access.incomingName });
const userServices = new iam.Role(owner, 'UserServices', { assumedBy: new iam.AccountRootPrincipal() });
new TemporaryPushAccess(owner, 'Alice', {
  repository: incoming,
  assumedBy: userServices,
  expiresAt: access.expiresAt,
  roleName: access.contributorRoleName,
});

const repositories = [shared];
new GitHubPublisherRole(owner, 'GitHub', {
  subjects: [
    GitHubSubject.branch('acme/app', 'main', { ownerId: '1', repositoryId: '2' }),
    GitHubSubject.environment('acme/app', 'prod', { ownerId: '1', repositoryId: '2', acceptNameOnly: true }),
  ],
  repositories,
  repositoryPrefixes: ['team/'],
  pullRepositories: [approved],
});
const project = { organizationId: uuid(1), projectId: uuid(2), origin: 'github.com/acme/app' };
const others = {
  GitLab: [GitLabSubject.branch('acme/app', 'main')],
  Bitbucket: [
    BitbucketSubject.environment({ workspace: 'acme', workspaceUuid: uuid(3), repositoryUuid: uuid(4) }, uuid(5)),
  ],
  CircleCi: [CircleCiSubject.branch(project, 'main')],
  Buildkite: [BuildkiteSubject.branch('acme/app', 'main')],
};
for (const [id, subjects] of Object.entries(others)) new OidcPublisherRole(owner, id, { subjects, repositories });

function uuid(number: number): string {
  return `00000000-0000-4000-8000-00000000000${number}`;
}

const consumer = new Stack(app, access.consumerStack, { env: { account: access.consumer, region: access.region } });
new ImagePullAccess(consumer, 'Pull', {
  repositories: [shared],
  assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
  roleName: access.consumerRoleName,
});

import { createRequire } from 'node:module';
import { App, CfnOutput, Duration, Stack, Tags, Validations } from 'aws-cdk-lib';
import {
  EcrPublishingChecks,
  GitHubOidcProvider,
  GitHubPublisherRole,
  GitHubSubject,
  ImageConsumer,
  ImageRepository,
  ImageRetention,
} from 'cdk-ecr-publishing';
import { Construct } from 'constructs';
import { homes, type OrganizationEnvironment, organizationShards, organizationTeams } from '../organization';
import { github, lambdaAccount, pullingAccounts } from '../workload';

/** `node organization-by-hand.js <repositories> <outdir>` makes the resources of the organization with constructs. */
const { shardOf } = createRequire(__filename)(
  'cdk-ecr-publishing/lib/app/config/environments/shard',
) as typeof import('../../../lib/app/config/environments/shard');
const [count, outdir] = process.argv.slice(2);
const app = new App({ outdir });
const sections = new Map<string, Construct>();

function section({ name, account, region }: OrganizationEnvironment, part: string, suffix: string): Construct {
  const id = `ecr-publishing-${name}${suffix}`;
  const found = sections.get(id) ?? new Construct(new Stack(app, id, { env: { account, region } }), part);
  sections.set(id, found);
  return found;
}

for (const { name, owners, environment, repositories, pushed } of organizationTeams(Number(count))) {
  const created = new Map<string, ImageRepository>();
  const tag = (construct: Construct) => {
    Tags.of(construct).add('ecr-publishing:team', name);
    Tags.of(construct).add('ecr-publishing:owners', owners.join(' '));
  };
  for (const repositoryName of repositories) {
    const shard = shardOf(repositoryName, organizationShards);
    const scope = section(environment, 'Repositories', shard === 1 ? '' : `-${shard}`);
    const repository = new ImageRepository(scope, repositoryName.replaceAll('/', ':'), {
      repositoryName,
      retention: [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100)],
    });
    repository.allowPull(
      ...pullingAccounts.map((puller) => ImageConsumer.account(puller)),
      ImageConsumer.lambda(lambdaAccount),
    );
    tag(repository);
    new CfnOutput(repository, 'Output', { value: repository.repositoryUri });
    created.set(repositoryName, repository);
  }
  const home = homes.find(({ account }) => account === environment.account) ?? environment;
  const scope = section(home, 'Publishers', '-publishers');
  const stack = Stack.of(scope);
  const provider =
    (stack.node.tryFindChild('GitHubOidcProvider') as GitHubOidcProvider | undefined) ??
    new GitHubOidcProvider(stack, 'GitHubOidcProvider');
  const { branch, ownerId, repositoryId } = github;
  const role = new GitHubPublisherRole(scope, `${name}-ci`, {
    roleName: `${name}-ci`,
    repositories: pushed.flatMap((one) => created.get(one) ?? []),
    repositoryPrefixes: [`${name}/`],
    repositoryPrefixRegion: environment.region === home.region ? undefined : environment.region,
    provider,
    subjects: [GitHubSubject.branch(`acme/${name}`, branch, { ownerId, repositoryId })],
  });
  tag(role);
  new CfnOutput(role, 'Output', { value: role.role.roleArn });
}
Validations.of(app).addPlugins(new EcrPublishingChecks());
app.synth();

import { Stack, type StackProps } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { GitHubOidcProvider, GitHubPublisherRole, GitHubSubject } from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { regions, repositoryName } from './organization';

const subject = GitHubSubject.branch('acme/service', 'main', { ownerId: '1001', repositoryId: '2002' });

/** The role of a team account for GitHub Actions. It may push in all Regions, so the account has it once. */
export class PublisherStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const provider = new GitHubOidcProvider(this, 'GitHub');
    new GitHubPublisherRole(this, 'Publisher', {
      roleName: 'github-ci',
      provider,
      subjects: [subject],
      repositories: regions.map((region) => this.repositoryIn(region)),
    });
  }

  /** The repository that the other stack set creates. Two stack sets cannot pass values to each other. */
  private repositoryIn(region: string): ecr.IRepository {
    const repositoryArn = this.formatArn({
      service: 'ecr',
      region,
      resource: 'repository',
      resourceName: repositoryName,
    });
    return ecr.Repository.fromRepositoryAttributes(this, region, { repositoryArn, repositoryName });
  }
}

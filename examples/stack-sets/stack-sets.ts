import { type App, Stack, type StackProps } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { administrator, regions } from './organization';
import { PublisherStack } from './publisher-stack';
import { RepositoryStack } from './repository-stack';
import { TeamStackSet } from './team-stack-set';

/** Adds the stack sets to an app, in the account that manages them. */
export function addStackSets(app: App): void {
  new StackSetsStack(app, 'registry-stack-sets', {
    env: administrator,
    description: 'The ECR repositories and roles of all team accounts',
  });
}

class StackSetsStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const publishers = new TeamStackSet(this, 'team-publishers', {
      stack: PublisherStack,
      description: 'The role for GitHub Actions',
      regions: regions.slice(0, 1), // a second Region would create the same role again
    });
    const repositories = new TeamStackSet(this, 'team-repositories', {
      stack: RepositoryStack,
      description: 'The ECR repository',
      regions,
    });
    // A repository policy can name the role of its account, which ECR accepts only if the role exists.
    repositories.node.addDependency(publishers);
  }
}

import { type App } from 'aws-cdk-lib';
import { consumer, owner, region } from './agreement';
import { ConsumerStack } from './consumer-stack';
import { OwnerStack } from './owner-stack';

/** Adds the stacks of both accounts to an app. They could also be in two apps. */
export function addBothAccounts(app: App): void {
  const images = new OwnerStack(app, 'images', {
    env: { account: owner, region },
    description: 'Images, and the policies that share them with other accounts',
  });
  const uses = new ConsumerStack(app, 'consumer', {
    env: { account: consumer, region },
    description: 'Who pulls and pushes images of the other account',
  });
  images.addStackDependency(uses); // ECR refuses a policy that names a role that does not exist yet
}

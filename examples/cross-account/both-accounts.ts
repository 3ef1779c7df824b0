import { type App } from 'aws-cdk-lib';
import { consumer, owner, region } from './agreement';
import { ConsumerStack } from './consumer-stack';
import { OwnerStack } from './owner-stack';

/** Adds the stacks of both accounts to an app. They could as well be in two. */
export function addBothAccounts(app: App): void {
  const images = new OwnerStack(app, 'images', {
    env: { account: owner, region },
    description: 'Images, and whom of other accounts they are shared with',
  });
  const uses = new ConsumerStack(app, 'consumer', {
    env: { account: consumer, region },
    description: 'Who pulls and pushes images of the other account',
  });
  images.addStackDependency(uses); // ECR refuses a policy that names a role before there is one
}

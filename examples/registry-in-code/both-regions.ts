import { type App } from 'aws-cdk-lib';
import { LondonStack } from './london-stack';
import { ProdStack } from './prod-stack';

const account = '123456789012';

/** Adds the stack of each Region to an app. */
export function addBothRegions(app: App): void {
  new ProdStack(app, 'registry-prod', {
    env: { account, region: 'us-east-1' },
    description: 'The ECR registry of prod',
  });
  new LondonStack(app, 'registry-london', {
    env: { account, region: 'eu-west-2' },
    description: 'The ECR registry of London',
  });
}

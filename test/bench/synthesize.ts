import { App, Stack, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { account, region } from './workload';

/** The shell around every measured app: `node <app>.js <repositories> <outdir> <publishers or none>`. */
export function synthesize(fill: (stack: Stack, repositoryCount: number, withPublishers: boolean) => void): void {
  const [count, outdir, publishers] = process.argv.slice(2);
  const app = new App({
    outdir,
    // One stack holds all the repositories, so that a size is one number and not a question of how to split it.
    context: { ...recommendedFlags, '@aws-cdk/core:stackResourceLimit': 0 },
  });
  const stack = new Stack(app, 'Registry', { env: { account, region } });
  Validations.of(stack).acknowledge({
    id: 'CloudFormation-Validate::F0007',
    reason: 'Nobody deploys this stack of more than 500 resources; any other finding still fails the app.',
  });
  fill(stack, Number(count), publishers === 'publishers');
  app.synth();
}

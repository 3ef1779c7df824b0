import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { account, region } from './workload';

/** The shell around every measured app: `node <app>.js <repositories> <outdir>`. */
export function synthesize(fill: (stack: Stack, repositoryCount: number) => void): void {
  const [count, outdir] = process.argv.slice(2);
  const app = new App({
    outdir,
    // One stack holds all the repositories, so that a size is one number and not a question of how to split it.
    context: { ...recommendedFlags, '@aws-cdk/core:stackResourceLimit': 0 },
  });
  fill(new Stack(app, 'Registry', { env: { account, region } }), Number(count));
  app.synth();
}

import { App, CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import { EcrPublishingChecks, ImageConsumer, ImageRepository, ImageRetention } from 'cdk-ecr-publishing';
import { Construct } from 'constructs';
import { environmentName, repositoryName } from '../registry-config';
import { account, lambdaAccount, pullingAccounts, region } from '../workload';

/** `node registry-by-hand.js <repositories> <outdir>` makes the same resources with constructs, and runs the same checks. */
const [count, outdir] = process.argv.slice(2);
const app = new App({ outdir });
const stack = new Stack(app, `ecr-publishing-${environmentName(0)}`, { env: { account, region } });
const section = new Construct(stack, 'Repositories');
for (let index = 0; index < Number(count); index++) {
  const repository = new ImageRepository(section, repositoryName(index).replaceAll('/', ':'), {
    repositoryName: repositoryName(index),
    retention: [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100)],
  });
  repository.allowPull(
    ...pullingAccounts.map((puller) => ImageConsumer.account(puller)),
    ImageConsumer.lambda(lambdaAccount),
  );
}
new CfnOutput(stack, 'Registry', { value: `${account}.dkr.ecr.${region}.${stack.urlSuffix}` });
Validations.of(app).addPlugins(new EcrPublishingChecks());
app.synth();

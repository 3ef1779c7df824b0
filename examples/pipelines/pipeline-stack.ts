import { join } from 'node:path';
import { type App, Stack, type StackProps } from 'aws-cdk-lib';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as pipelines from 'aws-cdk-lib/pipelines';
import { RegistryStages } from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { acknowledgePipeline } from './acknowledged';

const env = { account: '333333333333', region: 'us-east-1' };
const connectionArn = `arn:aws:codeconnections:${env.region}:${env.account}:connection/11111111-2222-3333-4444-555555555555`;

/** Adds the pipeline to an app, with the stages of the registry. */
export function addPipelineStack(app: App): void {
  new PipelineStack(app, 'registry-pipeline', { env, description: 'Deploys the ECR registry to all accounts' });
}

class PipelineStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const pipeline = new pipelines.CodePipeline(this, 'Pipeline', {
      crossAccountKeys: true,
      enableKeyRotation: true,
      pipelineType: codepipeline.PipelineType.V2,
      synth: new pipelines.ShellStep('Synth', {
        input: pipelines.CodePipelineSource.connection('acme/registry', 'main', { connectionArn }),
        commands: [
          'npm ci',
          'npx ecr-publishing check',
          'npx cdk synth --quiet',
          'npx ecr-publishing review cdk.out --fail-on error,unreviewed',
        ],
      }),
    });
    const registry = new RegistryStages(this, 'Registry', { config: join(__dirname, 'ecr-publishing.yaml') });
    registry.waves.forEach(({ name, stages }, index) => {
      // The roles and the first Region are deployed at once. A person looks at them before the other Regions.
      const pre = index < 2 ? [] : [new pipelines.ManualApprovalStep(`Deploy to ${name}`)];
      const wave = pipeline.addWave(name, { pre });
      for (const stage of stages) wave.addStage(stage);
    });
    pipeline.buildPipeline();
    allowConnection(pipeline.pipeline);
    acknowledgePipeline(pipeline);
  }
}

/** Allows the source action to use the connection. The CDK allows it by the old prefix only, which IAM does not match to its ARN. */
function allowConnection({ node }: codepipeline.Pipeline): void {
  const role = node.findAll().find(({ node: { id } }) => id === 'CodePipelineActionRole');
  if (!(role instanceof iam.Role)) throw new Error('The source action has no role');
  role.addToPolicy(new iam.PolicyStatement({ actions: ['codeconnections:UseConnection'], resources: [connectionArn] }));
}

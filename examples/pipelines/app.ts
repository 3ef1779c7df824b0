import { App } from 'aws-cdk-lib';
import { addPipelineStack } from './pipeline-stack';

const app = new App();
addPipelineStack(app);
app.synth();

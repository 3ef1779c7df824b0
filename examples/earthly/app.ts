import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addEarthlyStack } from './earthly-stack';

const app = new App();
addEarthlyStack(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

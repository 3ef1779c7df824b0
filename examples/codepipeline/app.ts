import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addServiceStack } from './service-stack';

const app = new App();
addServiceStack(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addIncomingStack } from './incoming-stack';

const app = new App();
addIncomingStack(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

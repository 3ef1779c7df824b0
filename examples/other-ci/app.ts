import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addPublishersStack } from './publishers-stack';

const app = new App();
addPublishersStack(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

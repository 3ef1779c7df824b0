import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addStackSets } from './stack-sets';

const app = new App();
addStackSets(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addBothAccounts } from './both-accounts';

const app = new App();
addBothAccounts(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addBothRegions } from './both-regions';

const app = new App();
addBothRegions(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

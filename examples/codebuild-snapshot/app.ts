import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addSnapshotStack } from './snapshot-stack';

const app = new App();
addSnapshotStack(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

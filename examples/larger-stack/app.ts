import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addPizzaStack } from './pizza-stack';

const app = new App();
addPizzaStack(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

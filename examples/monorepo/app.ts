import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addShopStack } from './shop-stack';

const app = new App();
addShopStack(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

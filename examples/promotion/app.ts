import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addPromotionStack } from './promotion-stack';

const app = new App();
addPromotionStack(app);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

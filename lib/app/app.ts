import { App, type AppProps } from 'aws-cdk-lib';
import { readConfig } from './config';
import { addNagPacks } from './nag-packs';
import { addRegistryStacks } from './registry-stacks';
import { reportFailure } from './failure';

const defaultConfig = 'ecr-publishing.yaml';

/**
 * The ready CDK app: reads the config that context `config` or the variable `ECR_PUBLISHING_CONFIG` names, or the one in
 * the working folder, and synthesizes its stacks. What is wrong with it is printed and the process fails.
 */
export function runApp(props: AppProps = {}): void {
  const app = new App(props);
  try {
    const config = readConfig(configPath(app));
    addRegistryStacks(app, config);
    addNagPacks(app, config.checks ?? []);
    app.synth();
  } catch (error) {
    reportFailure(error);
  }
}

function configPath(app: App): string {
  const fromContext: unknown = app.node.tryGetContext('config');
  if (typeof fromContext === 'string' && fromContext !== '') return fromContext;
  const { ECR_PUBLISHING_CONFIG: fromEnvironment = '' } = process.env;
  return fromEnvironment === '' ? defaultConfig : fromEnvironment;
}

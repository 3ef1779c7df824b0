import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { EcrPublishingChecks } from '../review';
import { readConfig } from './config';
import { writeHandouts } from './handouts';
import { addNagPacks } from './nag-packs';
import { addRegistryStacks } from './registry-stacks';
import { reportFailure } from './failure';
import { writeReview } from './review/assembly-review';

const defaultConfig = 'ecr-publishing.yaml';

/**
 * Runs the ready CDK app. It reads the config that context `config` or the variable `ECR_PUBLISHING_CONFIG` names, or the
 * one in the working folder. It synthesizes and reviews its stacks, and writes the report and the instructions for
 * contributors into the assembly. If there is a problem, it is printed and the process fails.
 */
export function runApp(props: AppProps = {}): void {
  const app = new App(props);
  try {
    const config = readConfig(configPath(app));
    const stacks = addRegistryStacks(app, config);
    addNagPacks(app, config.checks ?? []);
    const checks = new EcrPublishingChecks();
    Validations.of(app).addPlugins(checks);
    const { directory } = app.synth();
    if (checks._report) writeReview(directory, checks._report);
    writeHandouts(directory, stacks);
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

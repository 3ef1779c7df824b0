import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { EcrPublishingChecks } from '../review/index';
import { readConfig } from './config/index';
import { writeInstructions } from './instructions';
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
  // The CDK would synthesize again as the process ends, also what could not be created as a whole.
  const app = new App({ autoSynth: false, ...props });
  // The code that creates the resources is in this package, so a record of it shows nothing of the user's file.
  app.node.setContext(DISABLE_CREATION_STACK_TRACES, true);
  try {
    const config = readConfig(configPath(app));
    const stacks = addRegistryStacks(app, config);
    addNagPacks(app, config.checks ?? []);
    const checks = new EcrPublishingChecks();
    Validations.of(app).addPlugins(checks);
    const { directory } = app.synth();
    if (checks._report) writeReview(directory, checks._report);
    writeInstructions(directory, stacks);
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

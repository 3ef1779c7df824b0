import { App, type AppProps } from 'aws-cdk-lib';
import { addConfig } from './config-app';
import { readConfig } from './config/index';
import { locating } from './config/reading/locate';
import { writeInstructions } from './instructions';
import { appContext, defaultConfig } from './project-context';
import { reportFailure } from './failure';
import { writeReview } from './review/assembly-review';

/**
 * Runs the ready CDK app. It reads the config that context `config` or the variable `ECR_PUBLISHING_CONFIG` names, or the
 * one in the working folder. It synthesizes and reviews its stacks, and writes the report and the instructions for
 * contributors into the assembly. If there is a problem, it is printed and the process fails.
 */
export function runApp(props: AppProps = {}): void {
  // The CDK would synthesize again as the process ends, also what could not be created as a whole.
  const app = new App({ autoSynth: false, ...props });
  for (const [key, value] of Object.entries(appContext)) app.node.setContext(key, value);
  const file = defaultConfig(app.node.tryGetContext('config') ?? '');
  try {
    const { environments, review } = locating(file, () => addConfig(app, readConfig(file)));
    const { directory } = app.synth();
    if (review._report) writeReview(directory, review._report);
    writeInstructions(directory, environments);
  } catch (error) {
    reportFailure(error);
  }
}

import { type App, Validations } from 'aws-cdk-lib';
import { type OnProgress } from '../private/text/progress';
import { EcrPublishingChecks } from '../review/index';
import { type RegistryConfig } from './config/schema';
import { addNagPacks } from './nag-packs';
import { addRegistryStacks } from './registry-stacks';
import { type EqualRepositories } from './stacks/equal-repositories';
import { type EnvironmentStacks } from './stacks/environment-stacks';

/** Turns off the CDK's own rules for templates. An older aws-cdk-lib has no such rules, and ignores the property. */
export const withoutTemplateRules = { builtinCloudFormationValidation: false };

/** The result of adding a config to an app. */
interface ConfigApp {
  readonly environments: readonly EnvironmentStacks[];
  /** The review, which runs at synth. */
  readonly review: EcrPublishingChecks;
}

/**
 * Adds everything to an app that its synth needs: the stacks, the packs of cdk-nag and the review. `check` does the same as
 * the app that is deployed, so that both accept the same files.
 *
 * @param repositories the repositories in groups of equal ones, for a check.
 * @param onProgress gets the number of the repository.
 * @throws ConfigError with every problem that only the constructs find.
 */
export function addConfig(
  app: App,
  config: RegistryConfig,
  repositories?: readonly EqualRepositories[],
  onProgress?: OnProgress,
): ConfigApp {
  const environments = addRegistryStacks(app, config, repositories, onProgress);
  addNagPacks(app, config.checks ?? []);
  const review = new EcrPublishingChecks();
  Validations.of(app).addPlugins(review);
  return { environments, review };
}

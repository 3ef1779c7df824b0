import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  ASSET_RESOURCE_METADATA_ENABLED_CONTEXT,
  DISABLE_CREATION_STACK_TRACES,
  PATH_METADATA_ENABLE_CONTEXT,
} from 'aws-cdk-lib/cx-api';
import { quote } from '../private/validation/validation';
import { fail, readJsonFile } from './input-file';

/**
 * The context that the CDK CLI would pass to the app of a config. It has the feature flags, which change policies and
 * their lengths. It is in the `cdk.json` of the working folder, or else in that of the folder of the config.
 */
export function projectContext(config: string): Record<string, unknown> {
  const file = ['cdk.json', join(dirname(config), 'cdk.json')].find((path) => existsSync(path));
  return { ...cliContext, ...(file === undefined ? {} : contextIn(file)), ...appContext };
}

/** The context that the CDK CLI adds unless `cdk.json` turns it off. It makes templates larger. */
const cliContext = { [PATH_METADATA_ENABLE_CONTEXT]: true, [ASSET_RESOURCE_METADATA_ENABLED_CONTEXT]: true };

/** The config that the app reads if no command names one: that of the context or of the environment, or the usual one. */
export function defaultConfig(fromContext: unknown = fromCdkJson()): string {
  if (typeof fromContext === 'string' && fromContext !== '') return fromContext;
  const { ECR_PUBLISHING_CONFIG: fromEnvironment = '' } = process.env;
  return fromEnvironment === '' ? usualConfig : fromEnvironment;
}

const usualConfig = 'ecr-publishing.yaml';

function fromCdkJson(): unknown {
  const context: { config?: unknown } = existsSync('cdk.json') ? contextIn('cdk.json') : {};
  return context.config;
}

/** The context of every app of a config. Its resources are created by this package, so their traces show no user's code. */
export const appContext = { [DISABLE_CREATION_STACK_TRACES]: true };

interface CdkSettings {
  readonly context?: unknown;
  readonly pathMetadata?: unknown;
  readonly assetMetadata?: unknown;
}

function contextIn(file: string): object {
  const settings = mappingOf(readJsonFile(file), `${file} must be a mapping`) as CdkSettings;
  const { context = {}, pathMetadata = true, assetMetadata = true } = settings;
  return {
    [PATH_METADATA_ENABLE_CONTEXT]: pathMetadata,
    [ASSET_RESOURCE_METADATA_ENABLED_CONTEXT]: assetMetadata,
    ...mappingOf(context, `${file}: context: must be a mapping`),
  };
}

function mappingOf(value: unknown, requirement: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  return fail(`${requirement}, got ${quote(value)}`);
}

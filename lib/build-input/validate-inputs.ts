import { sourceFilesRule } from '../private/git/source-files';
import { sourcePathRule } from '../private/git/source-path';
import { validateBuildArgs, validateLabels, validateSecretIds } from '../private/oci/build-value';
import { validateEnvironmentVariables } from '../private/oci/environment-variable';
import { stageRule } from '../private/oci/stage-name';
import { validate, validateEach } from '../private/validation/validation';
import { type BuildInputOptions } from './build-input-options';
import { validateCommands } from './command';
import { checkLocalInputs } from './local-source';

/**
 * Validates the inputs that mean the same in every system.
 *
 * @param readsDockerfile whether the build reads a Dockerfile if none is named.
 */
export function validateInputs(options: BuildInputOptions, readsDockerfile = true): void {
  const { dockerfile, context, target } = options;
  if (dockerfile !== undefined) validate('dockerfile', dockerfile, sourcePathRule);
  if (context !== undefined) validate('context', context, sourcePathRule);
  if (target !== undefined) validate('target', target, stageRule);
  validateBuildArgs(options.buildArgs ?? {});
  validateLabels(options.labels ?? {});
  validateSecretIds(Object.keys(options.secrets ?? {}));
  validateEnvironmentVariables(options.environmentVariables ?? {});
  if (options.artifacts !== undefined) validateEach('artifacts', options.artifacts, sourceFilesRule);
  validateCommands('commandsBeforeBuild', options.commandsBeforeBuild);
  validateCommands('commandsAfterPush', options.commandsAfterPush);
  checkLocalInputs(options, readsDockerfile ? dockerfileOf(options) : dockerfile);
}

/** The path of the Dockerfile: the one that is given, or `Dockerfile` in the context, as in Docker. */
export function dockerfileOf({ dockerfile, context }: Pick<BuildInputOptions, 'dockerfile' | 'context'>): string {
  if (dockerfile !== undefined) return dockerfile;
  const folder = context?.replace(/\/+$/, '') ?? '.';
  return folder === '.' ? 'Dockerfile' : `${folder}/Dockerfile`;
}

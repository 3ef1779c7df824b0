import { Token } from 'aws-cdk-lib';
import { attestationsOf, ImageCompatibility } from '../build-input/attestations';
import { type BuildInputOptions } from '../build-input/build-input-options';
import { type BuildSecret } from '../build-input/build-secret';
import { secretsOfJob } from '../build-input/secrets-of-job';
import { validateInputs } from '../build-input/validate-inputs';
import { type WorkflowInputs } from '../github/workflow/workflow-inputs';
import { stageRule } from '../github/workflow/workflow-rules';
import { type ImagePlatform } from '../private/oci/image-platform';
import { type Problem, refuseIf, validate } from '../private/validation/validation';
import { type PipelineSystem } from './pipeline-system';

/** Validates the inputs of an image that a pipeline builds. All of them become text of a file, so a token is refused. */
export function pipelineInputs(
  system: PipelineSystem,
  options: BuildInputOptions,
  platforms: readonly ImagePlatform[],
  readable?: readonly BuildSecret[],
): WorkflowInputs {
  const { context = '.', dockerfile, target, alwaysPull = false, noCache = false } = options;
  const { buildArgs = {}, labels = {}, environmentVariables = {}, secrets = {} } = options;
  const { commandsBeforeBuild = [], commandsAfterPush = [] } = options;
  if (target !== undefined) validate('target', target, stageRule);
  validateInputs(options);
  refuseTokens({ buildArgs, labels, environmentVariables });
  refuseOpenCommands({ commandsBeforeBuild, commandsAfterPush });
  for (const name of Object.keys(environmentVariables)) {
    refuseIf(`environmentVariables.${name}`, usedHere.test(name) ? usedProblem : undefined);
  }
  const isForLambda = options.compatibility === ImageCompatibility.LAMBDA;
  refuseIf('platforms', isForLambda && platforms.length > 1 ? lambdaProblem(platforms) : undefined);
  return {
    context,
    dockerfile,
    target,
    buildArgs,
    labels,
    environmentVariables,
    ...secretsOfJob(secrets, {
      readable,
      nameOf: ({ _ciVariable }) => _ciVariable,
      otherProblem: () => otherSecretProblem(system),
    }),
    artifacts: options.artifacts ?? [],
    submodules: options.submodules ?? false,
    lfs: options.lfs,
    alwaysPull,
    noCache,
    attestations: attestationsOf(options),
    commandsBeforeBuild,
    commandsAfterPush,
  };
}

function refuseTokens(inputs: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  for (const [path, values] of Object.entries(inputs)) {
    for (const [name, value] of Object.entries(values)) refuseIf(`${path}.${name}`, tokenProblem(value));
  }
}

function refuseOpenCommands(lists: Readonly<Record<string, readonly string[]>>): void {
  for (const [path, commands] of Object.entries(lists)) {
    commands.forEach((command, index) => {
      refuseIf(`${path}[${index}]`, tokenProblem(command));
    });
  }
}

/** The problem with a text that is not known when the file is written. */
export function tokenProblem(text: string | undefined): Problem {
  return Token.isUnresolved(text) ? unresolvedProblem : undefined;
}

const unresolvedProblem = 'must be known at synth, got a token. The pipeline file is written before the deployment.';

/** The variables of the scripts of a pipeline, in addition to those of every build. */
const usedHere = /^(ROLE_ARN|ROLE_SECONDS|SESSION|ID_TOKEN|TRUSTED|COMMIT|BRANCH|ARCHITECTURES?|REQUIRE_PROTECTED)$/;
const usedProblem = 'must have another name, since the scripts of the pipeline use it';

function otherSecretProblem({ name, variablesPlace }: PipelineSystem): string {
  return (
    `must be a variable of ${name} or a secret of AWS, got one of GitHub, which a pipeline does not read. Store it in ` +
    `${variablesPlace}, and use BuildSecret.fromCiVariable('NAME').`
  );
}

function lambdaProblem(platforms: readonly ImagePlatform[]): string {
  return `must be one platform with \`compatibility\` Lambda, got ${platforms.join(' and ')}. Lambda does not accept an index.`;
}

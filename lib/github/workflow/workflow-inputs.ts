import { Token } from 'aws-cdk-lib';
import { type Attestations, attestationsOf, ImageCompatibility } from '../../build-input/attestations';
import { type BuildInputOptions } from '../../build-input/build-input-options';
import { type BuildSecret } from '../../build-input/build-secret';
import { type SecretsOfJob, secretsOfJob } from '../../build-input/secrets-of-job';
import { validateInputs } from '../../build-input/validate-inputs';
import { type ImagePlatform } from '../../private/oci/image-platform';
import { type Problem, quote, refuseIf, validate } from '../../private/validation/validation';
import { validateWorkflowLabels } from './label-input';
import { stageRule } from './workflow-rules';

/** The inputs of the image of a workflow, with their defaults. */
export interface WorkflowInputs extends SecretsOfJob {
  readonly context: string;
  readonly dockerfile?: string;
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly artifacts: readonly string[];
  readonly submodules: boolean;
  /** Undefined if the CI system decides. */
  readonly lfs?: boolean;
  readonly alwaysPull: boolean;
  readonly noCache: boolean;
  readonly attestations: Attestations;
  readonly commandsBeforeBuild: readonly string[];
  readonly commandsAfterPush: readonly string[];
}

/** Validates the inputs of a workflow. All of them become text of a file, so a token or an expression of GitHub is refused. */
export function workflowInputs(
  options: BuildInputOptions,
  platforms: readonly ImagePlatform[],
  readable?: readonly BuildSecret[],
): WorkflowInputs {
  const { buildArgs = {}, labels = {}, environmentVariables = {}, secrets = {} } = options;
  const { commandsBeforeBuild = [], commandsAfterPush = [], alwaysPull = false, noCache = false } = options;
  if (options.target !== undefined) validate('target', options.target, stageRule);
  validateInputs(options);
  validateWorkflowLabels(labels);
  refuseOpen('buildArgs', buildArgs);
  refuseOpen('environmentVariables', environmentVariables);
  for (const [name, value] of Object.entries(buildArgs)) refuseIf(`buildArgs.${name}`, trimmedProblem(value));
  refuseOpenCommands('commandsBeforeBuild', commandsBeforeBuild);
  refuseOpenCommands('commandsAfterPush', commandsAfterPush);
  const isForLambda = options.compatibility === ImageCompatibility.LAMBDA;
  refuseIf('platforms', isForLambda && platforms.length > 1 ? lambdaProblem(platforms) : undefined);
  return {
    context: options.context ?? '.',
    dockerfile: options.dockerfile,
    target: options.target,
    buildArgs,
    labels,
    environmentVariables,
    ...secretsOfJob(secrets, { readable, nameOf: ({ _gitHub }) => _gitHub, otherProblem: () => otherSecretProblem }),
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

function refuseOpen(path: string, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) refuseIf(`${path}.${name}`, openProblem(value));
}

function refuseOpenCommands(path: string, commands: readonly string[]): void {
  commands.forEach((command, index) => {
    refuseIf(`${path}[${index}]`, openProblem(command));
  });
}

/** The problem with a text that GitHub or the deployment would replace. */
function openProblem(text: string): Problem {
  if (Token.isUnresolved(text))
    return 'must be known at synth, got a token. The workflow file is written before the deployment.';
  return text.includes('${{')
    ? `must not contain a GitHub expression, got ${quote(text)}. GitHub would replace it with text that others control.`
    : undefined;
}

function trimmedProblem(value: string): Problem {
  return value === value.trimEnd()
    ? undefined
    : `must not end with white space, got ${quote(value)}. The action that builds removes it.`;
}

const otherSecretProblem =
  'must be a secret of GitHub or of AWS, got a variable of GitLab or Bitbucket, which a workflow does not read. Store it at GitHub, and ' +
  "use BuildSecret.fromGitHubSecret('NAME').";

function lambdaProblem(platforms: readonly ImagePlatform[]): string {
  return `must be one platform with \`compatibility\` Lambda, got ${platforms.join(' and ')}. Lambda does not accept an index.`;
}

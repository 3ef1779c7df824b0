import { ImageProvenance } from '../../build-input/attestations';
import { csvLines, labelInput } from './label-input';
import { checkSecrets, userCommands } from './scripts';
import { revisionOf } from './rebuild-conditions';
import { storedSecretFiles, storedSecretSteps } from './stored-secrets';
import { unlessFound } from './tag-steps';
import { type WorkflowInputs } from './workflow-inputs';
import { imageName, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-value';

/** The steps between the login and the build: the secrets must exist, and the commands of the user run. */
export function stepsBeforeBuild(parts: WorkflowParts): YamlMapping[] {
  const { inputs, tags } = parts.plan;
  const { secrets, commandsBeforeBuild, environmentVariables } = inputs;
  const names = Object.values(secrets);
  const check = shellStep('Check that the secrets exist', {
    env: {
      ...Object.fromEntries(names.map((name, index) => [numberedName('BUILD_SECRET_NAME', index), name])),
      ...secretVariables(inputs),
    },
    run: checkSecrets,
  });
  const commands = shellStep('Run the commands before the build', {
    if: unlessFound(tags),
    env: mappingOf(environmentVariables),
    run: userCommands(commandsBeforeBuild),
  });
  return [
    ...(names.length > 0 ? [check] : []),
    ...(commandsBeforeBuild.length > 0 ? [commands] : []),
    ...storedSecretSteps(parts),
  ];
}

/** The step that runs the commands of the user once the image has its tags. `tag` is the expression of its first tag. */
export function stepsAfterPush(parts: WorkflowParts, tag: string): YamlMapping[] {
  const { commandsAfterPush, environmentVariables } = parts.plan.inputs;
  if (commandsAfterPush.length === 0) return [];
  const step = shellStep('Run the commands after the push', {
    env: {
      ...environmentVariables,
      IMAGE_URI: `${imageName(parts)}:${tag}`,
      IMAGE_URI_BY_DIGEST: '${{ steps.image.outputs.image }}',
      IMAGE_DIGEST: '${{ steps.image.outputs.digest }}',
      IMAGE_TAG: tag,
      IMAGE_TAGS: '${{ steps.image.outputs.tags }}',
      IMAGE_REVISION: revisionOf(parts.plan),
    },
    run: userCommands(commandsAfterPush),
  });
  return [step];
}

/** The variables of the step that builds: those of the user, and the secrets. */
export function buildEnvironment(inputs: WorkflowInputs): YamlMapping | undefined {
  return mappingOf({ ...inputs.environmentVariables, ...secretVariables(inputs) });
}

/** The inputs of the step that builds. */
export function buildInputs({ plan }: WorkflowParts): YamlMapping {
  const { inputs, images } = plan;
  const { attestations, buildArgs, secrets } = inputs;
  const args = Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`);
  const mounts = Object.keys(secrets).map((id, index) => `${id}=${numberedName('BUILD_SECRET_VALUE', index)}`);
  const files = storedSecretFiles(inputs);
  return {
    'build-args': args.length > 0 ? csvLines(args) : undefined,
    'secret-envs': mounts.length > 0 ? csvLines(mounts) : undefined,
    'secret-files': files.length > 0 ? csvLines(files) : undefined,
    labels: labelInput(inputs.labels, revisionOf(plan)),
    pull: inputs.alwaysPull || undefined,
    'no-cache': inputs.noCache || undefined,
    provenance: attestations.provenance === ImageProvenance.NONE ? false : `mode=${attestations.provenance}`,
    sbom: attestations.sbom ? `generator=${images.sbomGeneratorImage}` : false,
  };
}

/** The output of a build job with the first tag, if commands in another job read it. */
export function firstTagOutput(inputs: WorkflowInputs): YamlMapping {
  return inputs.commandsAfterPush.length > 0 ? { tag: '${{ steps.tags.outputs.tag }}' } : {};
}

function secretVariables({ secrets }: WorkflowInputs): Record<string, string> {
  const names = Object.values(secrets);
  return Object.fromEntries(
    names.map((name, index) => [numberedName('BUILD_SECRET_VALUE', index), `\${{ secrets.${name} }}`]),
  );
}

function numberedName(name: string, index: number): string {
  return `${name}_${String(index).padStart(2, '0')}`;
}

function mappingOf(variables: Readonly<Record<string, string>>): YamlMapping | undefined {
  return Object.keys(variables).length > 0 ? variables : undefined;
}

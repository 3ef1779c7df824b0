import { Token } from 'aws-cdk-lib';
import { CfnProject, type IProject } from 'aws-cdk-lib/aws-codebuild';
import { type Construct } from 'constructs';
import { simpleCommands } from '../private/text/simple-commands';
import { knownParts } from '../private/validation/known-text';
import { type Problem } from '../private/validation/validation';

/** Commands that ask the Docker daemon. `docker login` and `docker buildx imagetools` ask the registry. */
const asksDaemon = /^docker\s+(?:(?:image|container|buildx)\s+)?(?:build|run|push|pull|tag|load|bake|compose)(?:\s|$)/;
const otherDaemon = /\bDOCKER_HOST\b|\bdocker\s+context\b|--driver[ =](?:remote|kubernetes|cloud)\b|\bdockerd\b/;

/** The problem with commands that run Docker in a project without a Docker daemon. */
export function noDaemonProblem(...commands: readonly string[]): Problem {
  if (commands.some((command) => otherDaemon.test(command))) return undefined;
  const found = commands.flatMap(simpleCommands).flatMap((command) => asksDaemon.exec(command) ?? [])[0];
  return found === undefined
    ? undefined
    : `requires \`privileged: true\`, got none with '${found.trim()}'. Without it, there is no Docker daemon, and each build fails.`;
}

/**
 * Reports at synth that a project runs Docker without a daemon. Its resource may have changed since it was created.
 *
 * @param runsDocker whether the project is known to run Docker. Otherwise its build specification is read.
 */
export function reportMissingPrivileges(owner: Construct, project: IProject, runsDocker = false): void {
  const resource = project.node.defaultChild;
  if (!(resource instanceof CfnProject)) return; // imported
  owner.node.addValidation({
    validate: () => {
      if (mayRunDocker(resource)) return [];
      const problem = runsDocker ? changedProblem : noDaemonProblem(...linesOf(resource));
      return problem === undefined ? [] : [`\`project\` '${project.node.path}' ${problem}`];
    },
  });
}

const changedProblem =
  'requires `privileged: true`, got a resource that was changed to none. Without it, there is no Docker daemon, and each build ' +
  'fails. Remove the override.';

/** The environment of a resource, as far as synth knows it. */
interface Environment {
  readonly type?: unknown;
  readonly image?: unknown;
  readonly privilegedMode?: unknown;
  readonly dockerServer?: unknown;
}

interface EnvironmentOverride {
  readonly rawOverrides?: {
    readonly Properties?: {
      readonly Environment?: { readonly PrivilegedMode?: unknown; readonly DockerServer?: unknown };
    };
  };
}

const linux: readonly unknown[] = ['LINUX_CONTAINER', 'ARM_CONTAINER', 'LINUX_GPU_CONTAINER'];

/** Whether a project has a Docker daemon, or has one perhaps. Machines of other types have their own. */
function mayRunDocker(resource: CfnProject): boolean {
  const environment = resource.environment as Environment;
  if (Token.isUnresolved(environment) || !linux.includes(environment.type)) return true;
  // In an image of the user, `docker` may be another program, such as Podman.
  if (!String(environment.image).startsWith('aws/codebuild/')) return true;
  const { PrivilegedMode: changed, DockerServer: server } =
    (resource as unknown as EnvironmentOverride).rawOverrides?.Properties?.Environment ?? {};
  if (environment.dockerServer !== undefined || server !== undefined) return true;
  const privileged = changed ?? environment.privilegedMode ?? false;
  return privileged !== false && privileged !== 'false';
}

/** The lines of the build specification in the template, without the signs of lists and quotes of YAML and JSON. */
function linesOf({ source, stack }: CfnProject): string[] {
  const { buildSpec } = stack.resolve(source) as { readonly buildSpec?: unknown };
  return knownParts(buildSpec)
    .split('\n')
    .map((line) => line.replace(/^\s*-?\s*["']?/, '').replace(/["']?,?\s*$/, ''));
}

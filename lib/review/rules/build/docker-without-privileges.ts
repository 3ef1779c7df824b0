import { fieldsOf, isTrue, listOf, textOf } from '../shape';
import { quoted } from '../shown';
import { type BuildProject } from './build-projects';
import { buildRule } from './build-rule';
import { phaseCommandsOf } from './buildspec-commands';

/** Commands that ask the Docker daemon. `docker login` and `docker buildx imagetools` ask the registry. */
const asksDaemon =
  /^docker\s+(?:(?:image|container|buildx)\s+)?(?:build|run|push|pull|tag|load|save|bake|create|exec|commit|images|ps|rmi)(?=\s|$)|^docker(?:\s+compose|-compose)\s(?:.*\s)?(?:up|build|run|push|pull|create|start|exec|down|ps)(?=\s|$)/;
const otherDaemon =
  /\bDOCKER_HOST\b|\bdocker\s+context\b|--driver[ =](?:remote|kubernetes|cloud)\b|\bdockerd\b|\balias\s+docker\b|\bpodman\b|\bprivileged-mode\b/;
/** The first images of CodeBuild for Docker, which always ran in privileged mode. */
const alwaysPrivileged = 'aws/codebuild/docker:';
const types: readonly unknown[] = [undefined, 'LINUX_CONTAINER', 'ARM_CONTAINER', 'LINUX_GPU_CONTAINER'];
const lambdaTypes: readonly unknown[] = ['LINUX_LAMBDA_CONTAINER', 'ARM_LAMBDA_CONTAINER'];

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/lambda.html */
export const dockerWithoutPrivileges = buildRule({
  id: 'build-docker-without-privileges',
  severity: 'error',
  title: 'Docker in a build without privileged mode',
  fix: 'Set PrivilegedMode to true, or give the project a DockerServer. Lambda compute has neither, so use LINUX_CONTAINER there.',
  problem: (project) => {
    const { Type: type, PrivilegedMode: privileged = false, DockerServer: server } = project.environment;
    const image = textOf(project.environment.Image);
    const isLambda = lambdaTypes.includes(type);
    if (!isLambda && (isTrue(privileged) || (privileged !== false && privileged !== 'false'))) return undefined;
    if (!isLambda && !types.includes(type)) return undefined;
    if (image?.startsWith(alwaysPrivileged) === true) return undefined;
    if (Object.keys(fieldsOf(server)).length > 0 || namesOtherDaemon(project)) return undefined;
    const found = phaseCommandsOf(project).flatMap(({ text, mayFail }) =>
      mayFail ? [] : (asksDaemon.exec(text) ?? []),
    )[0];
    if (found === undefined) return undefined;
    const why = isLambda ? 'runs on Lambda' : 'is not in privileged mode';
    const message = `runs ${quoted(found.trim())}, but ${why}. It has no Docker daemon, so the build fails`;
    return isLambda || image === undefined || image.startsWith('aws/codebuild/')
      ? `${message}.`
      : {
          severity: 'warning',
          message: `${message}, unless 'docker' is another program in its image, such as Podman.`,
        };
  },
});

function namesOtherDaemon({ buildspec, environment }: BuildProject): boolean {
  const names = listOf(environment.EnvironmentVariables).map((one) => textOf(fieldsOf(one).Name));
  if (names.some((name) => name === 'DOCKER_HOST' || name === 'DOCKER_CONTEXT')) return true;
  return buildspec === undefined || otherDaemon.test(buildspec);
}

import { fieldsOf, isTrue } from '../shape';
import { quoted } from '../shown';
import { buildRule } from './build-rule';
import { phaseCommandsOf } from './buildspec-commands';

/** Commands that ask the Docker daemon. `docker login` and `docker buildx imagetools` ask the registry. */
const asksDaemon =
  /^docker\s+(?:(?:image|container|buildx)\s+)?(build|run|push|pull|tag|load|bake)(?:\s|$)|^docker\s+(compose)\s/;
const otherDaemon = /\bDOCKER_HOST\b|\bdocker\s+context\b|--driver[ =](?:remote|kubernetes|cloud)\b|\bdockerd\b/;
const types: readonly unknown[] = [undefined, 'LINUX_CONTAINER', 'ARM_CONTAINER', 'LINUX_GPU_CONTAINER'];

export const dockerWithoutPrivileges = buildRule({
  id: 'build-docker-without-privileges',
  severity: 'error',
  title: 'Docker in a build without privileged mode',
  fix: 'Set PrivilegedMode to true, or give the project a DockerServer.',
  problem: (project) => {
    const { Type: type, PrivilegedMode: privileged = false, DockerServer: server } = project.environment;
    if (isTrue(privileged) || (privileged !== false && privileged !== 'false')) return undefined;
    if (!types.includes(type) || Object.keys(fieldsOf(server)).length > 0) return undefined;
    if (project.buildspec === undefined || otherDaemon.test(project.buildspec)) return undefined;
    const found = phaseCommandsOf(project).flatMap(({ text }) => asksDaemon.exec(text) ?? [])[0];
    return found === undefined
      ? undefined
      : `runs ${quoted(found.trim())}, but is not in privileged mode. It has no Docker daemon, so the build fails.`;
  },
});

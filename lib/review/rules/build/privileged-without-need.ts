import { isTrue } from '../shape';
import { buildRule } from './build-rule';

const needsPrivilege =
  /\b(docker|dockerd|buildx|buildkit|buildah|podman|earthly|kaniko|bazel|pack|kind|sam|cdk|mount|nerdctl)\b/;

export const privilegedWithoutNeed = buildRule({
  id: 'build-privileged-without-need',
  severity: 'note',
  title: 'A privileged build that builds no image',
  fix: 'Set PrivilegedMode to false.',
  problem: ({ environment, buildspec }) =>
    isTrue(environment.PrivilegedMode) && buildspec !== undefined && !needsPrivilege.test(buildspec)
      ? 'runs in privileged mode, and nothing in its buildspec needs that. The code of a build has access to the host.'
      : undefined,
});

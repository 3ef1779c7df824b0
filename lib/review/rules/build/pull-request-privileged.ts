import { isTrue } from '../shape';
import { buildsPullRequests } from './build-projects';
import { buildRule } from './build-rule';

export const pullRequestPrivileged = buildRule({
  id: 'build-pull-request-privileged',
  severity: 'warning',
  title: 'Pull requests build in privileged mode',
  fix: 'Set PrivilegedMode to false, and build images of pull requests with a DockerServer or after the merge.',
  problem: (project) =>
    buildsPullRequests(project) && isTrue(project.environment.PrivilegedMode)
      ? 'builds pull requests in privileged mode. Their code has access to the host, and to the token that reads the source.'
      : undefined,
});

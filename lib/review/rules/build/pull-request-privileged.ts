import { isTrue } from '../shape';
import { takesPullRequests } from './build-projects';
import { buildRule } from './build-rule';

export const pullRequestPrivileged = buildRule({
  id: 'build-pull-request-privileged',
  severity: 'warning',
  title: 'Pull requests build privileged',
  fix: 'Set PrivilegedMode to false, and build images of pull requests with a DockerServer or after the merge.',
  problem: (project) =>
    takesPullRequests(project) && isTrue(project.environment.PrivilegedMode)
      ? 'builds pull requests privileged: their code reaches the machine under it, and the token that the source is read with.'
      : undefined,
});

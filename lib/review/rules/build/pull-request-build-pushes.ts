import { takesPullRequests } from './build-projects';
import { buildRule } from './build-rule';

export const pullRequestBuildPushes = buildRule({
  id: 'build-pull-request-pushes',
  severity: 'error',
  title: 'Pull requests build with a role that pushes images',
  fix: "Let this project take EVENT 'PUSH' only; build pull requests in another project whose role doesn't push.",
  problem: (project) =>
    project.pushes && project.filterGroups.length > 0 && takesPullRequests(project)
      ? 'builds pull requests with a role that pushes images: code that nobody has reviewed can push, and read its credentials.'
      : undefined,
});

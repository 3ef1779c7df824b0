import { readsOwnBuildspec, buildsPullRequests } from './build-projects';
import { buildRule } from './build-rule';

export const pullRequestOwnBuildspec = buildRule({
  id: 'build-pull-request-own-buildspec',
  severity: 'warning',
  title: 'A pull request brings its own buildspec',
  fix: 'Write the buildspec into the project, or keep it in S3.',
  problem: (project) =>
    buildsPullRequests(project) && readsOwnBuildspec(project)
      ? 'builds pull requests by the buildspec that they bring. They decide on every command that runs with its role.'
      : undefined,
});

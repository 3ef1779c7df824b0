import { quotedList } from '../shown';
import { type BuildProject, buildsPullRequests } from './build-projects';
import { buildRule } from './build-rule';

export const pullRequestBuildPushes = buildRule({
  id: 'build-pull-request-pushes',
  severity: 'error',
  title: 'Pull requests build with a role that pushes images',
  fix: "Let this project accept EVENT 'PUSH' only. Build pull requests in another project whose role does not push.",
  problem: (project) =>
    project.pushes && project.filterGroups.length > 0 && buildsPullRequests(project)
      ? `builds pull requests with a role that ${pushing(project)}. Code that is not reviewed can push, and read its credentials.`
      : undefined,
});

function pushing({ pushesThrough: roles }: BuildProject): string {
  return roles.length === 0
    ? 'pushes images'
    : `can become ${quotedList(roles.map(({ name }) => name))}, which pushes images`;
}

import { isFromGitHub, buildsPullRequests } from './build-projects';
import { buildRule } from './build-rule';

export const pullRequestApprovalMissing = buildRule({
  id: 'build-pull-request-approval-missing',
  severity: 'warning',
  title: 'Pull requests build without a setting for approval',
  fix: "Set PullRequestBuildPolicy with RequiresCommentApproval 'ALL_PULL_REQUESTS' or 'FORK_PULL_REQUESTS'.",
  problem: (project) =>
    buildsPullRequests(project) && isFromGitHub(project) && project.triggers.PullRequestBuildPolicy === undefined
      ? 'builds pull requests of GitHub and has no PullRequestBuildPolicy. Whether anyone can run code with its role depends on a default.'
      : undefined,
});

import { fieldsOf, textsOf } from '../shape';
import { buildsPullRequests } from './build-projects';
import { buildRule } from './build-rule';

export const pullRequestApprovalOff = buildRule({
  id: 'build-pull-request-approval-off',
  severity: 'error',
  title: 'Pull requests build without approval',
  fix: "Set PullRequestBuildPolicy: RequiresCommentApproval 'ALL_PULL_REQUESTS' or 'FORK_PULL_REQUESTS', and approvers with GITHUB_WRITE or more.",
  problem: (project) => {
    const policy = fieldsOf(project.triggers.PullRequestBuildPolicy);
    if (!buildsPullRequests(project)) return undefined;
    if (policy.RequiresCommentApproval === 'DISABLED') {
      return 'builds pull requests, and its PullRequestBuildPolicy is DISABLED. Anyone who opens a pull request runs code with its role.';
    }
    const approver = textsOf(policy.ApproverRoles).find((role) => /_(READ|TRIAGE|GUEST|PLANNER|REPORTER)$/.test(role));
    return (
      approver &&
      `builds pull requests, and ${approver} may approve them. People without write access to the repository can let code run with its role.`
    );
  },
});

import { type CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { type Problem, quote, refuseIf, validateEach } from '../../private/validation/validation';

/** Which pull requests wait for an approval before they are built. */
export enum PullRequestApproval {
  /** All pull requests, except the pull requests of approvers. */
  ALL_PULL_REQUESTS = 'ALL_PULL_REQUESTS',

  /** Pull requests from forks, except the pull requests of approvers. */
  FORK_PULL_REQUESTS = 'FORK_PULL_REQUESTS',
}

/**
 * A role that approves the build of a pull request, by the comment `/codebuild_run(COMMIT)`. The pull requests of
 * approvers are built without approval. Only roles that may write to the repository are listed.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/pull-request-build-policy.html
 */
export enum PullRequestApprover {
  /** Write access to the GitHub repository. */
  GITHUB_WRITE = 'GITHUB_WRITE',

  /** Maintainers of the GitHub repository. */
  GITHUB_MAINTAIN = 'GITHUB_MAINTAIN',

  /** Administrators of the GitHub repository. */
  GITHUB_ADMIN = 'GITHUB_ADMIN',

  /** Developers of the GitLab project. */
  GITLAB_DEVELOPER = 'GITLAB_DEVELOPER',

  /** Maintainers of the GitLab project. */
  GITLAB_MAINTAINER = 'GITLAB_MAINTAINER',

  /** Owners of the GitLab project. */
  GITLAB_OWNER = 'GITLAB_OWNER',
}

/** The approval that a pull request needs. */
export interface PullRequestPolicy {
  readonly approval?: PullRequestApproval;
  readonly approvers?: PullRequestApprover[];
}

/** Renders the policy for CloudFormation, with the approvers of one host. */
export function renderPullRequestPolicy(
  { approval = PullRequestApproval.ALL_PULL_REQUESTS, approvers }: PullRequestPolicy,
  host: 'GITHUB' | 'GITLAB',
): CfnProject.PullRequestBuildPolicyProperty {
  const known = Object.values(PullRequestApprover).filter((role) => role.startsWith(host));
  refuseIf('approval', approvalProblem(approval));
  if (approvers !== undefined) validateEach('approvers', approvers, (value) => approverProblem(value, known));
  return { requiresCommentApproval: approval, approverRoles: approvers ?? known };
}

function approvalProblem(approval: string): Problem {
  const known: string[] = Object.values(PullRequestApproval);
  if (known.includes(approval)) return undefined;
  const reason = approval === 'DISABLED' ? '. Anyone who opens a pull request could run code in the build.' : '';
  return `must be one of ${known.join(' and ')}, got ${quote(approval)}${reason}`;
}

function approverProblem(value: unknown, known: readonly string[]): Problem {
  if (known.includes(value as string)) return undefined;
  const readOnly = typeof value === 'string' && /_(READ|TRIAGE|GUEST|PLANNER|REPORTER)$/.test(value);
  const reason = readOnly ? '. A role that cannot write to the repository must not approve builds.' : '';
  return `must be one of ${known.join(', ')}, got ${quote(value)}${reason}`;
}

import { type GitHubSubjectTemplate } from './github-subject-template';

/**
 * Options of a `GitHubSubject`. This command prints the numeric ids of a GitHub repository:
 * `gh api repos/OWNER/NAME --jq '.owner.id, .id'`
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export interface GitHubSubjectOptions {
  /**
   * The id of the repository's owner, as digits. Throws without `repositoryId`, and for a GitHub Enterprise Server, whose
   * tokens contain no ids.
   *
   * @default - the subject contains the owner's name only. Tokens of repositories that were created, renamed or transferred
   * after 2026-07-15 do not match it
   */
  readonly ownerId?: string;

  /**
   * The id of the repository, as digits. Throws without `ownerId`, and for a GitHub Enterprise Server.
   *
   * @default - the subject contains the repository's name only, and a later repository of that name is trusted too
   */
  readonly repositoryId?: string;

  /**
   * Whether the subject without ids is trusted too, together with the claim `repository_id`. Use it until GitHub sends
   * subjects with ids for an older repository. Throws without ids.
   *
   * @default false
   */
  readonly acceptNameOnly?: boolean;

  /**
   * The workflow file that must run the job, such as a reusable workflow, at one ref:
   * `acme/workflows/.github/workflows/publish.yml@refs/heads/main`. Throws if it is anything else, and for a GitHub
   * Enterprise Server, because AWS does not check this claim there.
   *
   * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-with-reusable-workflows
   * @default - any workflow of the repository
   */
  readonly jobWorkflowRef?: string;

  /**
   * The full Git ref that a job for an `environment()` must run on, such as `refs/heads/main`. Throws if it contradicts the
   * subject, and for a GitHub Enterprise Server, because AWS does not check this claim there.
   *
   * @default - any branch or tag that the environment allows
   */
  readonly ref?: string;

  /**
   * The environment of a subject for an environment. Throws if it differs from the subject, and for a branch, a tag or a
   * pull request. The subject of a job with an environment contains the environment instead of the ref.
   *
   * @default - the one of the subject, if it has one
   */
  readonly environment?: string;

  /**
   * The template with which the organization or the repository customizes its subjects. What the template leaves out, such
   * as the repository or the branch, becomes a condition on its own claim. Throws if the template has a claim that this
   * subject does not know.
   *
   * @default - GitHub's default: the repository and the branch, tag or environment
   */
  readonly template?: GitHubSubjectTemplate;
}

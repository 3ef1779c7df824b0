/**
 * What has to hold besides the place that a workflow runs for. The numeric ids of a GitHub repository:
 * `gh api repos/OWNER/NAME --jq '.owner.id, .id'` prints them.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export interface GitHubSubjectOptions {
  /**
   * The id of the repository's owner, as digits. Throws where it is given without `repositoryId`, and on GitHub
   * Enterprise Server, whose tokens hold none.
   *
   * @default - the subject names the owner only; GitHub sends no such subject for repositories that were created,
   * renamed or transferred after 2026-07-15
   */
  readonly ownerId?: string;

  /**
   * The id of the repository, as digits. Throws where it is given without `ownerId`, and on GitHub Enterprise Server.
   *
   * @default - the subject names the repository only, and whoever gets that name later is trusted too
   */
  readonly repositoryId?: string;

  /**
   * Whether the subject without ids is trusted beside the one with them, always with the claim `repository_id`. For the
   * time until GitHub sends subjects with ids for an older repository. Throws where it is set without ids.
   *
   * @default false
   */
  readonly acceptNameOnly?: boolean;

  /**
   * The one workflow file that has to run the job, at one ref:
   * `acme/workflows/.github/workflows/publish.yml@refs/heads/main`. A reusable workflow, say. Throws where it is anything
   * else, and on GitHub Enterprise Server, of which AWS does not check it.
   *
   * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-with-reusable-workflows
   * @default - any workflow of the repository
   */
  readonly jobWorkflowRef?: string;

  /**
   * The branch or tag that a job for an `environment()` has to run on, in full: `refs/heads/main`. Throws where it
   * contradicts the subject, and on GitHub Enterprise Server, of which AWS does not check it.
   *
   * @default - any branch and tag that the environment lets in
   */
  readonly ref?: string;

  /**
   * The environment, where the subject is one. Throws where it is another one, and beside a branch, tag or pull request:
   * for a job with an environment GitHub puts that in the place of the ref, so both never hold.
   *
   * @default - the one of the subject, if it has one
   */
  readonly environment?: string;
}

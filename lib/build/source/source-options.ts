import { type IBucket } from 'aws-cdk-lib/aws-s3';

/** How much of a Git repository a build fetches. */
export interface GitSourceOptions {
  /**
   * How many commits of the history a build fetches, from 1 to 25. Throws for any other number.
   *
   * @default - the whole history
   */
  readonly fetchDepth?: number;

  /**
   * Whether a build fetches submodules as well. They must be public, or the connection must be allowed to read them.
   *
   * @default false
   */
  readonly fetchSubmodules?: boolean;
}

/** How CodeBuild reads a repository through CodeConnections. */
export interface ConnectedSourceOptions extends GitSourceOptions {
  /**
   * The ARN of a CodeConnections connection whose handshake is complete. Throws if it is not the ARN of a connection.
   * Throws for a connection of another account with an ARN of codestar-connections, which cannot be shared.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/connections-github-app.html
   */
  readonly connectionArn: string;

  /**
   * Whether each commit shows the result of its build.
   *
   * @default true
   */
  readonly reportBuildStatus?: boolean;
}

/**
 * Which pushes start a build. The values become part of regular expressions, escaped and anchored, so they must not be
 * tokens.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
 */
export interface WebhookOptions {
  /**
   * The exact names of branches whose pushes start a build. Throws for a pattern, for an empty list and for a token.
   *
   * @default - no branch starts a build
   */
  readonly branches?: string[];

  /**
   * The exact names of Git tags whose pushes start a build. Throws for a pattern, for an empty list and for a token.
   *
   * @default - no tag by its exact name
   */
  readonly tags?: string[];

  /**
   * Patterns of Git tags whose pushes start a build, such as `v*`. `*` matches any text without a slash. Anyone who may
   * push such a tag decides what is built. Throws for a name without `*`, for an empty list and for a token.
   *
   * @default - no tag by a pattern
   */
  readonly tagPatterns?: string[];

  /**
   * The numeric ids of the accounts whose pushes start a build, as digits. Throws for anything else, and without branches
   * or tags.
   *
   * @default - all accounts that may push
   */
  readonly actorIds?: string[];

  /**
   * Files and folders. A push to a branch starts a build only if it changes one of them. The push of a tag changes no
   * file, so it always starts a build. Throws for a path that leaves the source, and without branches.
   *
   * @default - every change
   */
  readonly paths?: string[];
}

/** How CodeBuild reads a GitHub repository, and which pushes start a build. */
export interface GitHubSourceOptions extends ConnectedSourceOptions, WebhookOptions {}

/** How CodeBuild reads a repository of a GitHub Enterprise Server. */
export interface GitHubEnterpriseSourceOptions extends ConnectedSourceOptions {
  /** The host of the server, such as `github.example.com`. Throws for an address, and for github.com. */
  readonly host: string;
}

/** How CodeBuild reads a GitLab project, and which pushes start a build. */
export interface GitLabSourceOptions extends ConnectedSourceOptions, WebhookOptions {}

/** How CodeBuild reads a project of a self-managed GitLab, and which pushes start a build. */
export interface GitLabSelfManagedSourceOptions extends GitLabSourceOptions {
  /** The host of the server, such as `gitlab.example.com`. Throws for an address, and for gitlab.com. */
  readonly host: string;
}

/** Which revision of a CodeCommit repository is built, and when. */
export interface CodeCommitSourceOptions extends GitSourceOptions {
  /**
   * The short name of the branch that a build uses if it is started by hand. Throws if it is not the name of a branch.
   *
   * @default - the default branch of the repository
   */
  readonly branch?: string;

  /**
   * The exact names of branches whose pushes start a build of the pushed commit, by an EventBridge rule. Throws for a
   * pattern and for an empty list. Throws for a repository of another account or Region, because its events do not arrive.
   *
   * @default - no branch starts a build
   */
  readonly branches?: string[];

  /**
   * The exact names of Git tags whose pushes start a build, by the same rule. Throws like `branches`.
   *
   * @default - no tag starts a build
   */
  readonly tags?: string[];
}

/** The facts about a pipeline that its CodeBuild action and its source action have to agree with. */
export interface CodePipelineSourceOptions {
  /**
   * The container of the ECS task that `imagedefinitions.json` names. Throws for a name that ECS does not accept.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html
   * @default - the last part of the name of the repository
   */
  readonly containerName?: string;

  /**
   * Whether the source action passes a clone with the history (`codeBuildCloneOutput: true`), instead of a ZIP file. Tags that move,
   * and `imageParameter`, compare commits and need it. A build fails at its start if it gets no clone.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/tutorials-github-gitclone.html
   * @default false
   */
  readonly fullClone?: boolean;

  /**
   * Whether the builds of the pipeline follow one another, as in the execution modes `QUEUED` and `SUPERSEDED`. The last build is then
   * the newest. Tags that move, and `imageParameter`, follow it without a history of commits. They move back if you start the pipeline
   * for an older revision. Throws with `fullClone`, because builds with a history compare commits.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html
   * @default false
   */
  readonly executionsInOrder?: boolean;

  /**
   * The branches that the pipeline builds. No build of CodePipeline knows its branch, so the CodeBuild action must pass it as the
   * environment variable `SOURCE_BRANCH`, for example `sourceAction.variables.branchName`. Throws for a pattern and for an empty list.
   *
   * @default - none: the image cannot have a tag of its branch
   */
  readonly branches?: string[];

  /**
   * Patterns of the Git tags that the pipeline builds, such as `v*`. The CodeBuild action must pass the Git tag as the environment
   * variable `SOURCE_TAG`. Throws for a name without `*`, and for an empty list.
   *
   * @default - none: the image cannot have a tag of its version
   */
  readonly tagPatterns?: string[];

  /**
   * The bucket of the pipeline's artifacts, if the pipeline imports the project by its name and so cannot grant its role their use.
   * The role may then read and write the objects of the bucket.
   *
   * @default - the CodeBuild action grants their use to the role
   */
  readonly artifactBucket?: IBucket;
}

/** When a build of an archive in a bucket starts. */
export interface S3SourceOptions {
  /**
   * Whether each new version of the object starts a build, by an EventBridge rule. The bucket must send its events to
   * EventBridge (`eventBridgeEnabled`). Throws for a bucket of another account or Region, because its events do not arrive.
   *
   * @default false
   */
  readonly buildOnUpload?: boolean;
}

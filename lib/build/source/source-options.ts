/** How much of a Git repository a build gets. */
export interface GitSourceOptions {
  /**
   * How many commits of the history a build gets, from 1 to 25. Throws for another number.
   *
   * @default - the whole history
   */
  readonly fetchDepth?: number;

  /**
   * Whether a build gets the submodules of the repository, too: those that are public, or that the connection may read.
   *
   * @default false
   */
  readonly fetchSubmodules?: boolean;
}

/** How CodeBuild reaches a repository through CodeConnections. */
export interface ConnectedSourceOptions extends GitSourceOptions {
  /**
   * The ARN of a CodeConnections connection whose handshake is done. Throws where it is no connection's ARN, and for
   * one of another account by the service's former name, which can't be shared.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/connections-github-app.html
   */
  readonly connectionArn: string;

  /**
   * Whether each commit shows how its build went.
   *
   * @default true
   */
  readonly reportBuildStatus?: boolean;
}

/**
 * Which pushes start a build. Names become part of regular expressions, escaped and anchored, so all of them throw for
 * a token.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/github-webhook.html
 */
export interface WebhookOptions {
  /**
   * Branches whose pushes start a build; each exactly, never as a pattern. Throws for a pattern, for an empty list and
   * for a token.
   *
   * @default - no branch starts a build
   */
  readonly branches?: string[];

  /**
   * Git tags whose pushes start a build; each exactly. Throws for a pattern, for an empty list and for a token.
   *
   * @default - no tag by its name
   */
  readonly tags?: string[];

  /**
   * Git tags whose pushes start a build, by patterns like `v*`, where `*` stands for any text without a slash. Whoever
   * may push such a tag decides on what is built. Throws for a name without `*`, for an empty list and for a token.
   *
   * @default - no tag by a pattern
   */
  readonly tagPatterns?: string[];

  /**
   * The numeric ids of the accounts whose pushes count, as digits. Throws for anything else, and without branches or
   * tags.
   *
   * @default - whoever may push
   */
  readonly actorIds?: string[];

  /**
   * Files and folders: a push to a branch starts a build where it changes one of them. Tags change no file, so they
   * start a build anyway. Throws for a path that leaves the source, and without branches.
   *
   * @default - every change
   */
  readonly paths?: string[];
}

/** How CodeBuild reaches a GitHub repository, and which pushes start a build. */
export interface GitHubSourceOptions extends ConnectedSourceOptions, WebhookOptions {}

/** How CodeBuild reaches a repository of a GitHub Enterprise Server. */
export interface GitHubEnterpriseSourceOptions extends ConnectedSourceOptions {
  /** The server's host, such as `github.example.com`. Throws for an address, and for github.com. */
  readonly host: string;
}

/** How CodeBuild reaches a GitLab project, and which pushes start a build. */
export interface GitLabSourceOptions extends ConnectedSourceOptions, WebhookOptions {}

/** How CodeBuild reaches a project of a self-managed GitLab, and which pushes start a build. */
export interface GitLabSelfManagedSourceOptions extends GitLabSourceOptions {
  /** The server's host, such as `gitlab.example.com`. Throws for an address, and for gitlab.com. */
  readonly host: string;
}

/** Which revision of a CodeCommit repository is built, and when. */
export interface CodeCommitSourceOptions extends GitSourceOptions {
  /**
   * The branch that is built when somebody starts a build, by its short name. Throws where it is no branch name.
   *
   * @default - the repository's default branch
   */
  readonly branch?: string;

  /**
   * Branches whose pushes start a build of what was pushed, by an EventBridge rule; each exactly. Throws for a pattern,
   * for an empty list, and for a repository of another account or Region, whose events don't come here.
   *
   * @default - no branch starts a build
   */
  readonly branches?: string[];

  /**
   * Git tags whose pushes start a build, by the same rule; each exactly. Throws as `branches` do.
   *
   * @default - no tag starts a build
   */
  readonly tags?: string[];
}

/** When an archive in a bucket is built. */
export interface S3SourceOptions {
  /**
   * Whether each new version of the object starts a build, by an EventBridge rule. The bucket has to send its events to
   * EventBridge (`eventBridgeEnabled`). Throws for a bucket of another account or Region, whose events don't come here.
   *
   * @default false
   */
  readonly buildOnUpload?: boolean;
}

import { type IRepository } from 'aws-cdk-lib/aws-codecommit';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { publicApi } from '../../private/boundary/public-api';
import { type RunRefs } from '../../naming/run-refs';
import { gitHubRepositoryRule } from '../../private/ci/github-repository';
import { gitLabProjectRule } from '../../private/ci/gitlab-project';
import { sourceHostRule } from '../../private/git/source-host';
import { refuseIf, type Rule, validate } from '../../private/validation/validation';
import { type BoundSource, type ImagePart, type SourceKind } from './bound-source';
import { CodeCommitSource } from './codecommit-source';
import { CodePipelineSource } from './codepipeline-source';
import { ConnectionSource } from './connection-source';
import { type PullRequestPolicy } from './pull-request-policy';
import { S3Source } from './s3-source';
import {
  type CodeCommitSourceOptions,
  type CodePipelineSourceOptions,
  type ConnectedSourceOptions,
  type GitHubEnterpriseSourceOptions,
  type GitHubSourceOptions,
  type GitLabSelfManagedSourceOptions,
  type GitLabSourceOptions,
  type S3SourceOptions,
  type WebhookOptions,
} from './source-options';
import { refuseToken } from './webhook-filters';

/** The source of the files of an image. */
@publicApi
export class ImageSource {
  /**
   * Uses a GitHub repository, through CodeConnections and so without a token.
   *
   * @param repository `owner/name`. Throws for anything else.
   * @param options the connection, and which pushes start a build.
   */
  public static gitHub(repository: string, options: GitHubSourceOptions): ImageSource {
    validateKnown('repository', repository, gitHubRepositoryRule);
    return new ImageSource(new ConnectionSource('GITHUB', `https://github.com/${repository}.git`, options));
  }

  /**
   * Uses a repository of a GitHub Enterprise Server, through CodeConnections. CloudFormation cannot create a webhook for
   * it. Start builds by hand, or create the webhook with the AWS CLI.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codebuild-project-projecttriggers.html
   * @param repository `owner/name`. Throws for anything else.
   * @param options the server and the connection.
   */
  public static gitHubEnterprise(repository: string, options: GitHubEnterpriseSourceOptions): ImageSource {
    validateKnown('repository', repository, gitHubRepositoryRule);
    validateKnown('host', options.host, sourceHostRule);
    refuseWebhook(options);
    return new ImageSource(
      new ConnectionSource('GITHUB_ENTERPRISE', `https://${options.host}/${repository}.git`, options),
    );
  }

  /**
   * Uses a project of gitlab.com, through CodeConnections.
   *
   * @param project its path, `group/project` or `group/subgroup/project`. Throws for anything else.
   * @param options the connection, and which pushes start a build.
   */
  public static gitLab(project: string, options: GitLabSourceOptions): ImageSource {
    validateKnown('project', project, gitLabProjectRule);
    return new ImageSource(new ConnectionSource('GITLAB', `https://gitlab.com/${project}.git`, options));
  }

  /**
   * Uses a project of a self-managed GitLab, through CodeConnections.
   *
   * @param project its path, `group/project` or `group/subgroup/project`. Throws for anything else.
   * @param options the server, the connection, and which pushes start a build.
   */
  public static gitLabSelfManaged(project: string, options: GitLabSelfManagedSourceOptions): ImageSource {
    validateKnown('project', project, gitLabProjectRule);
    validateKnown('host', options.host, sourceHostRule);
    return new ImageSource(
      new ConnectionSource('GITLAB_SELF_MANAGED', `https://${options.host}/${project}.git`, options),
    );
  }

  /**
   * Uses a CodeCommit repository.
   *
   * @param repository the repository.
   * @param options the revision, and which pushes start a build.
   */
  public static codeCommit(repository: IRepository, options: CodeCommitSourceOptions = {}): ImageSource {
    return new ImageSource(new CodeCommitSource(repository, options));
  }

  /**
   * Uses the input artifact of a CodeBuild action of CodePipeline. Give the action `project: build.project`, and an output artifact
   * for `imagedefinitions.json` and `imageDetail.json`. Both name the image by its digest. The pipeline starts the builds.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeBuild.html
   * @param options the container that is deployed, and what the source action passes.
   */
  public static codePipeline(options: CodePipelineSourceOptions = {}): ImageSource {
    return new ImageSource(new CodePipelineSource(options));
  }

  /**
   * Uses a ZIP file in a bucket.
   *
   * @param bucket the bucket. If it is encrypted with a customer managed key, the key must allow the project to decrypt.
   * @param key the key of the object. Throws for a wildcard and for an empty text.
   * @param options whether an upload starts a build.
   */
  public static s3(bucket: IBucket, key: string, options: S3SourceOptions = {}): ImageSource {
    return new ImageSource(new S3Source(bucket, key, options));
  }

  private constructor(private readonly kind: SourceKind) {}

  /** The refs that builds are for. Undefined if they may be for any. @internal */
  public get _refs(): RunRefs | undefined {
    return this.kind.refs;
  }

  /**
   * Binds the source to a project that pushes images.
   *
   * @internal
   */
  public _bind(scope: Construct): BoundSource {
    return this.kind.bind(scope);
  }

  /** The files and folders that the user names, whose changes start builds. @internal */
  public get _paths(): readonly string[] | undefined {
    return this.kind.paths;
  }

  /** The source for one image of several. @internal */
  public _forImage(part: ImagePart): ImageSource {
    const { kind } = this;
    if (kind.forImage) return new ImageSource(kind.forImage(part));
    refuseIf('tagPrefix', part.tagPrefix === undefined ? undefined : 'requires a source of GitHub or GitLab with tags');
    return this;
  }

  /** Whether pushes can start the builds of some images only. @internal */
  public get _knowsChanges(): boolean {
    return this.kind.forImage !== undefined;
  }

  /**
   * Binds the source to a project that only checks pull requests.
   *
   * @internal
   */
  public _bindPullRequests(scope: Construct, policy: PullRequestPolicy): BoundSource {
    return this.kind.bindPullRequests(scope, policy);
  }
}

/** Validates a part of an address, which must not be a token. */
function validateKnown(path: string, value: string, rule: Rule): void {
  validate(path, value, rule);
  refuseToken(path, value);
}

/** Throws for webhook options, which callers from JavaScript can pass although the type has none. */
function refuseWebhook(options: ConnectedSourceOptions & WebhookOptions): void {
  const problem =
    'must not be set, because CloudFormation cannot create a webhook for GitHub Enterprise. ' +
    'Create it with `aws codebuild create-webhook` after the deployment.';
  for (const key of ['branches', 'tags', 'tagPatterns', 'actorIds', 'paths'] as const) {
    refuseIf(key, options[key] === undefined ? undefined : problem);
  }
}

import { type IRepository } from 'aws-cdk-lib/aws-codecommit';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { publicApi } from '../../private/boundary/public-api';
import { gitHubRepositoryRule } from '../../private/ci/github-repository';
import { gitLabProjectRule } from '../../private/ci/gitlab-project';
import { sourceHostRule } from '../../private/git/source-host';
import { refuseIf, type Rule, validate } from '../../private/validation/validation';
import { type BoundSource, type SourceKind } from './bound-source';
import { CodeCommitSource } from './codecommit-source';
import { ConnectionSource } from './connection-source';
import { type PullRequestPolicy } from './pull-request-policy';
import { S3Source } from './s3-source';
import {
  type CodeCommitSourceOptions,
  type ConnectedSourceOptions,
  type GitHubEnterpriseSourceOptions,
  type GitHubSourceOptions,
  type GitLabSelfManagedSourceOptions,
  type GitLabSourceOptions,
  type S3SourceOptions,
  type WebhookOptions,
} from './source-options';
import { refuseToken } from './webhook-filters';

/** Where the files of an image come from. */
@publicApi
export class ImageSource {
  /**
   * A GitHub repository, through CodeConnections: no token to store or to leak.
   *
   * @param repository `owner/name`. Throws where it is anything else.
   * @param options the connection, and which pushes start a build.
   */
  public static gitHub(repository: string, options: GitHubSourceOptions): ImageSource {
    validateKnown('repository', repository, gitHubRepositoryRule);
    return new ImageSource(new ConnectionSource('GITHUB', `https://github.com/${repository}.git`, options));
  }

  /**
   * A repository of a GitHub Enterprise Server, through CodeConnections. CloudFormation makes no webhook for it: start
   * builds by hand, or make the webhook with the AWS CLI.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codebuild-project-projecttriggers.html
   * @param repository `owner/name`. Throws where it is anything else.
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
   * A project of gitlab.com, through CodeConnections.
   *
   * @param project its path, `group/project` or `group/subgroup/project`. Throws where it is anything else.
   * @param options the connection, and which pushes start a build.
   */
  public static gitLab(project: string, options: GitLabSourceOptions): ImageSource {
    validateKnown('project', project, gitLabProjectRule);
    return new ImageSource(new ConnectionSource('GITLAB', `https://gitlab.com/${project}.git`, options));
  }

  /**
   * A project of a self-managed GitLab, through CodeConnections.
   *
   * @param project its path, `group/project` or `group/subgroup/project`. Throws where it is anything else.
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
   * A CodeCommit repository.
   *
   * @param repository the repository.
   * @param options which revision, and which pushes start a build.
   */
  public static codeCommit(repository: IRepository, options: CodeCommitSourceOptions = {}): ImageSource {
    return new ImageSource(new CodeCommitSource(repository, options));
  }

  /**
   * A ZIP file in a bucket.
   *
   * @param bucket the bucket; where it is encrypted with a customer key, the key has to let the project decrypt.
   * @param key the object's key. Throws for a wildcard and for an empty text.
   * @param options whether an upload starts a build.
   */
  public static s3(bucket: IBucket, key: string, options: S3SourceOptions = {}): ImageSource {
    return new ImageSource(new S3Source(bucket, key, options));
  }

  private constructor(private readonly kind: SourceKind) {}

  /**
   * For a project that pushes.
   *
   * @internal
   */
  public _bind(scope: Construct): BoundSource {
    return this.kind.bind(scope);
  }

  /**
   * For a project that checks pull requests and pushes nothing.
   *
   * @internal
   */
  public _bindPullRequests(scope: Construct, policy: PullRequestPolicy): BoundSource {
    return this.kind.bindPullRequests(scope, policy);
  }
}

/** What becomes part of an address. */
function validateKnown(path: string, value: string, rule: Rule): void {
  validate(path, value, rule);
  refuseToken(path, value);
}

/** Callers from JavaScript pass anything. */
function refuseWebhook(options: ConnectedSourceOptions & WebhookOptions): void {
  const problem =
    'must be left out, since CloudFormation makes no webhook for GitHub Enterprise; ' +
    'make it by `aws codebuild create-webhook` after the deploy';
  for (const key of ['branches', 'tags', 'tagPatterns', 'actorIds', 'paths'] as const) {
    refuseIf(key, options[key] === undefined ? undefined : problem);
  }
}

import { type IRepository } from 'aws-cdk-lib/aws-codecommit';
import { EventAction, FilterGroup, type ISource, Source } from 'aws-cdk-lib/aws-codebuild';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { Token } from 'aws-cdk-lib';
import { connectionArnRule } from '../private/connection-arn';
import { branchRule } from '../private/git-ref';
import { gitHubRepositoryRule } from '../private/github-repository';
import { type StatementJson } from '../private/policy-document';
import { InvalidInputError, refuseIf, validate, validateEach } from '../private/validation';
import { s3KeyRule } from '../private/s3-key';

/** How CodeBuild reaches a GitHub repository. */
export interface GitHubSourceOptions {
  /**
   * The ARN of a CodeConnections connection to GitHub, whose handshake is done. Throws where it is no connection's ARN.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/connections-github-app.html
   */
  readonly connectionArn: string;

  /**
   * Branches whose pushes start a build; each exactly, never as a pattern. Throws for a pattern, for an empty list and
   * for a token, since the name is escaped into a regular expression.
   *
   * @default - no webhook: builds are started by hand or by a pipeline
   */
  readonly branches?: string[];
}

/** Which revision of a CodeCommit repository is built. */
export interface CodeCommitSourceOptions {
  /**
   * The branch, by its short name. Throws where it is no branch name.
   *
   * @default - the repository's default branch
   */
  readonly branch?: string;
}

/** What a project does with its source. @internal */
export interface BoundSource {
  readonly source: ISource;
  /** What the project's role needs to read the source. */
  readonly statements: StatementJson[];
  /** The connection that the source is read through. */
  readonly connectionArn?: string;
}

/** Where the files of an image come from. */
export class ImageSource {
  /**
   * A GitHub repository, through CodeConnections: no token to store or to leak.
   *
   * @param repository `owner/name`. Throws where it is anything else.
   * @param options the connection and the branches.
   */
  public static gitHub(repository: string, options: GitHubSourceOptions): ImageSource {
    validate('repository', repository, gitHubRepositoryRule);
    refuseToken('repository', repository);
    validate('connectionArn', options.connectionArn, connectionArnRule);
    const filters = options.branches && branchFilters(options.branches);
    const [owner = '', repo = ''] = repository.split('/');
    return new ImageSource(() => ({
      source: Source.gitHub({ owner, repo, webhook: filters !== undefined, webhookFilters: filters }),
      statements: [connectionStatement(options.connectionArn)],
      connectionArn: options.connectionArn,
    }));
  }

  /**
   * A CodeCommit repository.
   *
   * @param repository the repository.
   * @param options which revision.
   */
  public static codeCommit(repository: IRepository, options: CodeCommitSourceOptions = {}): ImageSource {
    const { branch } = options;
    if (branch !== undefined) validate('branch', branch, branchRule);
    return new ImageSource(() => ({
      source: Source.codeCommit({ repository, branchOrRef: branch === undefined ? undefined : `refs/heads/${branch}` }),
      statements: [{ Effect: 'Allow', Action: 'codecommit:GitPull', Resource: repository.repositoryArn }],
    }));
  }

  /**
   * A ZIP file in a bucket.
   *
   * @param bucket the bucket; where it is encrypted with a customer key, the key has to let the project decrypt.
   * @param key the object's key. Throws for a wildcard and for an empty text.
   */
  public static s3(bucket: IBucket, key: string): ImageSource {
    validate('key', key, s3KeyRule);
    return new ImageSource(() => ({
      source: Source.s3({ bucket, path: key }),
      statements: [
        {
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:GetObjectVersion'],
          Resource: `${bucket.bucketArn}/${key}`,
        },
        ...(bucket.encryptionKey
          ? [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: bucket.encryptionKey.keyArn } as const]
          : []),
      ],
    }));
  }

  private constructor(private readonly bind: () => BoundSource) {}

  /** @internal */
  public _bind(): BoundSource {
    return this.bind();
  }
}

function connectionStatement(connectionArn: string): StatementJson {
  // The action's prefix is the service's name in the ARN; a token may become either.
  const services = Token.isUnresolved(connectionArn)
    ? ['codeconnections', 'codestar-connections']
    : [connectionArn.split(':')[2] ?? ''];
  const actions = services.flatMap((service) => [`${service}:GetConnection`, `${service}:GetConnectionToken`]);
  return { Effect: 'Allow', Action: actions, Resource: connectionArn };
}

/** One group for each branch, anchored: CDK's own branch filter would also match `main-evil`. */
function branchFilters(branches: string[]): FilterGroup[] {
  refuseToken('branches', branches);
  validateEach('branches', branches, branchRule);
  return branches.map((branch, index) => {
    refuseToken(`branches[${index}]`, branch);
    refuseIf(
      `branches[${index}]`,
      branches.indexOf(branch) < index ? `must be named once, got '${branch}' again` : undefined,
    );
    return FilterGroup.inEventOf(EventAction.PUSH).andHeadRefIs(`^refs/heads/${escapeRegExp(branch)}$`);
  });
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function refuseToken(path: string, value: unknown): void {
  if (!Token.isUnresolved(value)) return;
  throw new InvalidInputError(
    `\`${path}\` must be known at synth, got a token; it becomes part of an address or a regular expression`,
  );
}

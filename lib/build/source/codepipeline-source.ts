import { type ISource } from 'aws-cdk-lib/aws-codebuild';
import { type RunRefs } from '../../naming/run-refs';
import { type StatementJson } from '../../private/aws/policy-document';
import { branchRule } from '../../private/git/git-ref';
import { webhookTagPatternRule } from '../../private/git/git-ref-pattern';
import { ecsNameRule } from '../../private/aws/ecs-name';
import { refuseIf, validate } from '../../private/validation/validation';
import { type BoundSource, refusePullRequests, type SourceKind } from './bound-source';
import { type CodePipelineSourceOptions } from './source-options';
import { validateNames } from './webhook-filters';

const startedElsewhere = ['connectionArn', 'tags', 'actorIds', 'paths', 'buildOnUpload', 'branch', 'fetchDepth'];

/** The input artifact of a CodeBuild action. CodePipeline starts the build and gives it the files. */
export class CodePipelineSource implements SourceKind {
  public constructor(private readonly options: CodePipelineSourceOptions) {
    validateNames('branches', options.branches, branchRule);
    validateNames('tagPatterns', options.tagPatterns, webhookTagPatternRule);
    if (options.containerName !== undefined) validate('containerName', options.containerName, ecsNameRule);
    refuseIf(
      'executionsInOrder',
      options.executionsInOrder === true && options.fullClone === true ? withClone : undefined,
    );
    for (const key of startedElsewhere) refuseIf(key, key in options ? ofPipeline : undefined);
  }

  public get refs(): RunRefs {
    const { branches = [], tagPatterns = [], fullClone = false, executionsInOrder: inOrder = false } = this.options;
    const remedy = 'Add `branches` or `tagPatterns` to ImageSource.codePipeline()';
    return { branches, tags: tagPatterns, decides: 'the pipeline passes', remedy, history: fullClone, inOrder };
  }

  public bind(): BoundSource {
    const { fullClone = false, containerName, branches, artifactBucket } = this.options;
    return {
      source,
      statements: this.artifactStatements(),
      pipeline: {
        containerName,
        fullClone,
        passesBranch: branches !== undefined,
        encryptionKey: artifactBucket?.encryptionKey,
      },
    };
  }

  public bindPullRequests(): never {
    refusePullRequests('CodePipeline', 'A pipeline has no pull requests to approve');
  }

  /** The permissions for a pipeline that does not know the role of the project, and so cannot grant them. */
  private artifactStatements(): StatementJson[] {
    const { artifactBucket: bucket } = this.options;
    if (bucket === undefined) return [];
    const objects = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'];
    const keys = ['kms:Decrypt', 'kms:GenerateDataKey'];
    return [
      { Sid: 'UseArtifacts', Effect: 'Allow', Action: objects, Resource: `${bucket.bucketArn}/*` },
      ...(bucket.encryptionKey
        ? [{ Sid: 'EncryptArtifacts', Effect: 'Allow', Action: keys, Resource: bucket.encryptionKey.keyArn } as const]
        : []),
    ];
  }
}

const ofPipeline =
  'must not be set for a source of CodePipeline. The source action of the pipeline reads the source and starts the build. Set it there.';

const withClone =
  'must not be true with `fullClone: true`, because builds with a history compare commits. Leave one of them out.';

/** CDK exports no class for this type of source. It makes the artifacts of the project those of a pipeline, too. */
const source: ISource = {
  type: 'CODEPIPELINE',
  badgeSupported: false,
  bind: () => ({ sourceProperty: { type: 'CODEPIPELINE' } }),
};

import { type IProject, Source } from 'aws-cdk-lib/aws-codebuild';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { type StatementJson } from '../../private/aws/policy-document';
import { s3KeyRule } from '../../private/aws/s3-key';
import { validate } from '../../private/validation/validation';
import { refuseOtherEnvironment, startBuilds } from '../build-start';
import { type RunRefs } from '../../naming/run-refs';
import { type BoundSource, refusePullRequests, type SourceKind } from './bound-source';
import { type S3SourceOptions } from './source-options';

/** A ZIP file in a bucket, read with the role of the project. */
export class S3Source implements SourceKind {
  public constructor(
    private readonly bucket: IBucket,
    private readonly key: string,
    private readonly options: S3SourceOptions,
  ) {
    validate('key', key, s3KeyRule);
  }

  public readonly refs: RunRefs = {
    branches: [],
    tags: [],
    commits: false,
    decides: 'the source is',
    remedy: 'Use a Git repository as the source',
  };

  public bind(scope: Construct): BoundSource {
    const { bucket, key } = this;
    const { buildOnUpload = false } = this.options;
    if (buildOnUpload) refuseOtherEnvironment(scope, bucket.env);
    return {
      source: Source.s3({ bucket, path: key }),
      statements: readStatements(bucket, key),
      ...(buildOnUpload && {
        startBuilds: (project) => {
          startAtUpload(scope, project, bucket, key);
        },
      }),
    };
  }

  public bindPullRequests(): never {
    refusePullRequests('S3', 'A bucket has no pull requests');
  }
}

function readStatements(bucket: IBucket, key: string): StatementJson[] {
  const read = {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    Resource: `${bucket.bucketArn}/${key}`,
  } as const;
  if (!bucket.encryptionKey) return [read];
  return [read, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: bucket.encryptionKey.keyArn }];
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
function startAtUpload(scope: Construct, project: IProject, bucket: IBucket, key: string): void {
  startBuilds(scope, 'AtUpload', {
    project,
    description: 'A new version of the source starts a build',
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [key] } },
    },
  });
}

import { type IArtifacts, Artifacts } from 'aws-cdk-lib/aws-codebuild';
import { type IBucket } from 'aws-cdk-lib/aws-s3';
import { type StatementJson } from '../private/aws/policy-document';
import { numberedVariables } from '../private/text/numbered-variables';
import { type Problem, refuseIf } from '../private/validation/validation';

interface KeptFiles {
  readonly artifacts?: readonly string[];
  readonly artifactBucket?: IBucket;
}

/** The parts of a project that its artifacts decide about. */
interface BoundArtifacts {
  readonly keepsFiles: boolean;
  readonly artifacts?: IArtifacts;
  readonly variables: Record<string, string>;
  readonly statements: StatementJson[];
}

/** The artifacts of a project, each build in a folder with its id. A pipeline takes them itself. */
export function bindArtifacts(
  { artifacts: files = [], artifactBucket: bucket }: KeptFiles,
  inPipeline: boolean,
  projectName: string,
): BoundArtifacts {
  refuseIf('artifactBucket', bucketProblem(files.length > 0, bucket !== undefined, inPipeline));
  if (files.length === 0) return { keepsFiles: false, variables: {}, statements: [] };
  const variables = numberedVariables('BUILD_ARTIFACT', files);
  if (bucket === undefined) return { keepsFiles: true, variables, statements: [] };
  return {
    keepsFiles: true,
    variables,
    // The bucket itself encrypts. The key of the project is that of its logs.
    artifacts: Artifacts.s3({ bucket, path: projectName, name: 'artifacts.zip', encryption: false }),
    statements: [
      {
        Sid: 'KeepArtifacts',
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: bucket.arnForObjects(`${projectName}/*`),
      },
      {
        Sid: 'CheckArtifactBucket',
        Effect: 'Allow',
        Action: ['s3:GetBucketAcl', 's3:GetBucketLocation'],
        Resource: bucket.bucketArn,
      },
      ...(bucket.encryptionKey
        ? [{ Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: bucket.encryptionKey.keyArn } as const]
        : []),
    ],
  };
}

function bucketProblem(hasFiles: boolean, hasBucket: boolean, inPipeline: boolean): Problem {
  if (hasBucket && !hasFiles) return 'requires `artifacts`, got none. Name the files, or leave it out.';
  if (hasBucket && inPipeline)
    return 'must not be set in a pipeline, which takes the files in its own artifact. Leave it out.';
  return hasFiles && !hasBucket && !inPipeline
    ? 'is required with `artifacts`. CodeBuild keeps files in a bucket only.'
    : undefined;
}

import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { ImageSource } from '../../build/source/image-source';
import { type BuildConfig } from '../config/schema';

/** The source of a build. The schema has checked that it has exactly one kind, with the keys of that kind. */
export function buildSourceOf(scope: Construct, id: string, source: BuildConfig['source']): ImageSource {
  if (source.codePipeline === true) return pipelineSource(scope, id, source);
  const { github, githubEnterprise, gitlab, host, codeCommit, s3, connectionArn = '', ...options } = source;
  const connected = { connectionArn, ...options };
  if (github !== undefined) return ImageSource.gitHub(github, connected);
  if (githubEnterprise !== undefined) {
    return ImageSource.gitHubEnterprise(githubEnterprise, { host: host ?? '', ...connected });
  }
  if (gitlab !== undefined) {
    return host === undefined
      ? ImageSource.gitLab(gitlab, connected)
      : ImageSource.gitLabSelfManaged(gitlab, { host, ...connected });
  }
  if (codeCommit !== undefined) {
    return ImageSource.codeCommit(Repository.fromRepositoryName(scope, `${id}|Source`, codeCommit), options);
  }
  const { bucket = '', key = '', buildOnUpload } = s3 ?? {};
  return ImageSource.s3(Bucket.fromBucketName(scope, `${id}|Source`, bucket), key, { buildOnUpload });
}

/** The artifact bucket is named, because the pipeline is not in the file and imports the project by its name. */
function pipelineSource(scope: Construct, id: string, source: BuildConfig['source']): ImageSource {
  const { artifactBucket = '', artifactKey, container, fullClone, executionsInOrder, branches, tagPatterns } = source;
  const encryptionKey = artifactKey === undefined ? undefined : Key.fromKeyArn(scope, `${id}|ArtifactKey`, artifactKey);
  const bucketArn = Stack.of(scope).formatArn({ service: 's3', region: '', account: '', resource: artifactBucket });
  return ImageSource.codePipeline({
    artifactBucket: Bucket.fromBucketAttributes(scope, `${id}|Artifacts`, { bucketArn, encryptionKey }),
    containerName: container,
    fullClone,
    executionsInOrder,
    branches,
    tagPatterns,
  });
}

import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type Construct } from 'constructs';
import { ImageSource } from '../build/image-source';
import { type BuildConfig } from './config-schema';

/** The schema has made sure that exactly one of the kinds is there. */
export function buildSourceOf(scope: Construct, id: string, source: BuildConfig['source']): ImageSource {
  const { github, connectionArn = '', branches, codeCommit, branch, s3 } = source;
  if (github !== undefined) return ImageSource.gitHub(github, { connectionArn, branches });
  if (codeCommit !== undefined) {
    return ImageSource.codeCommit(Repository.fromRepositoryName(scope, `${id}|Source`, codeCommit), { branch });
  }
  const { bucket = '', key = '' } = s3 ?? {};
  return ImageSource.s3(Bucket.fromBucketName(scope, `${id}|Source`, bucket), key);
}

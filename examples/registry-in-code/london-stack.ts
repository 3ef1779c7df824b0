import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ImageBuildProject, ImageSource } from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { addRepository } from './repositories';

const connectionArn = 'arn:aws:codeconnections:eu-west-2:123456789012:connection/11111111-2222-3333-4444-555555555555';

/** The repository of eu-west-2, which CodeBuild fills. */
export class LondonStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    new ImageBuildProject(this, 'proof-of-concept-snapshot', {
      projectName: 'proof-of-concept-snapshot',
      repository: addRepository(this, 'proof-of-concept-repo'),
      source: ImageSource.gitHub('acme/proof-of-concept', { connectionArn, branches: ['main'] }),
      platforms: [Platform.LINUX_AMD64],
      encryptionKey: new kms.Key(this, 'BuildKey', {
        description: 'Logs and artifacts of the image builds of environment london',
        enableKeyRotation: true,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
    });
  }
}

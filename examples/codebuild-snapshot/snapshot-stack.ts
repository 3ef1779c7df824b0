import { type App, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  ImageBuildProject,
  ImagePullAccess,
  ImageRepository,
  ImageRetention,
  ImageSource,
  ImageTag,
} from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { ManualProject } from './manual-project';

const env = { account: '123412341234', region: 'eu-west-2' };

/** Adds the stack of one team to an app: its images, and the two projects that build them. */
export function addSnapshotStack(app: App): void {
  new SnapshotStack(app, 'proof-of-concept', { env, description: 'The images of a proof of concept' });
}

class SnapshotStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const encryptionKey = new kms.Key(this, 'ImageKey', { description: 'Container images', enableKeyRotation: true });
    const repository = new ImageRepository(this, 'Images', {
      repositoryName: 'proof-of-concept-repo',
      retention: [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(50)],
      encryptionKey,
    });
    new ImagePullAccess(this, 'Pull', {
      repositories: [repository],
      roles: [iam.Role.fromRoleName(this, 'Developers', 'developers')],
    });
    const code = codecommit.Repository.fromRepositoryName(this, 'Code', 'proof-of-concept');

    // Each push to main becomes an image like `fcd3f42`.
    new ImageBuildProject(this, 'Main', {
      projectName: 'proof-of-concept-main',
      repository,
      source: ImageSource.codeCommit(code, { branch: 'main', branches: ['main'] }),
      tags: [ImageTag.shortCommit()],
    });

    // An existing project: its role may push now, and nothing else changes.
    const { project } = new ManualProject(this, 'Snapshot', { code, repository });
    ImageBuildProject.allowPublishing(project, repository);
  }
}

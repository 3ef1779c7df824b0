import { type App, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ImageRepository, ImageRetention, TemporaryPushAccess } from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { type Contributor, contributors } from './contributors';

const env = { account: '123456789012', region: 'us-east-1' };

/** The role of the User Services team, which is the only one that issues credentials. */
const userServices = `arn:aws:iam::${env.account}:role/user-services`;

/** Adds the stack of repositories for outside contributors to an app. */
export function addIncomingStack(app: App): IncomingStack {
  return new IncomingStack(app, 'incoming', { env, description: 'Images that contributors from outside push' });
}

class IncomingStack extends Stack {
  /** The accesses by the name of the contributor. */
  public readonly accesses: ReadonlyMap<string, TemporaryPushAccess>;

  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const encryptionKey = new kms.Key(this, 'ImageKey', { description: 'Incoming images', enableKeyRotation: true });
    this.accesses = new Map(contributors.map((one) => [one.name, this.addContributor(one, encryptionKey)]));
  }

  /** Creates a separate repository, so that no contributor can read or replace the images of another one. */
  private addContributor({ name, expiresAt }: Contributor, encryptionKey: kms.IKey): TemporaryPushAccess {
    const repository = new ImageRepository(this, `Images-${name}`, {
      repositoryName: `incoming/${name}`,
      retention: [ImageRetention.expireUntagged(Duration.days(14)), ImageRetention.keepNewest(20)],
      encryptionKey,
    });
    const access = new TemporaryPushAccess(this, `Push-${name}`, {
      repository,
      assumedBy: new iam.ArnPrincipal(userServices),
      expiresAt,
      contributor: name,
      roleName: `incoming-${name}`,
    });
    new CfnOutput(this, `HandOut-${name}`, { value: access.renderAdminHandout() });
    new CfnOutput(this, `Contributor-${name}`, { value: access.renderContributorHandout() });
    return access;
  }
}

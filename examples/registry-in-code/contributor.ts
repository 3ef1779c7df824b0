import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ImagePromotion, ScanGate, ScanSeverity, TemporaryPushAccess } from 'cdk-ecr-publishing';
import { Construct } from 'constructs';
import { addRepository } from './repositories';

/**
 * Adds a contributor from another company, who pushes until a date with credentials of an hour. Images that pass the scan
 * are copied to the approved repository, to which no one else can push.
 */
export function addContributor(scope: Construct, name: string): void {
  const contributor = new Construct(scope, name);
  const incoming = addRepository(scope, `incoming/${name}`);
  const access = new TemporaryPushAccess(contributor, 'Push', {
    repository: incoming,
    contributor: name,
    assumedBy: new iam.ArnPrincipal('arn:aws:iam::123456789012:role/user-services'),
    expiresAt: '2027-12-31T00:00:00Z',
    roleName: `contributor-prod-${name}`,
  });
  new CfnOutput(access, 'Output', {
    value: access.role.roleArn,
    description: `The role that ${name}'s credentials are of, until ${access.expiresAt}`,
  });

  const encryptionKey = new kms.Key(contributor, 'Key', {
    description: 'Logs and messages of the image promotions of environment prod',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const notificationTopic = new sns.Topic(contributor, 'Topic', {
    displayName: 'Image promotion prod',
    masterKey: encryptionKey,
    enforceSSL: true,
  });
  new ImagePromotion(contributor, 'Promotion', {
    source: incoming,
    target: addRepository(scope, `nextflow-approved/${name}`),
    gate: ScanGate.basic({ maxSeverity: ScanSeverity.MEDIUM }),
    contributor: name,
    notificationTopic,
    encryptionKey,
    copyRoleName: `promoter-prod-${name}`,
  });
  new CfnOutput(contributor, 'Results', {
    value: notificationTopic.topicArn,
    description: 'The topic for the results of pushed images. Subscribe to it.',
  });
}

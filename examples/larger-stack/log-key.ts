import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { type Construct } from 'constructs';

/** A key that CloudWatch Logs may use for the log groups of this account and Region. */
export class LogKey extends kms.Key {
  public constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Logs of the pizza service', enableKeyRotation: true });
    const stack = Stack.of(this);
    const logGroups = stack.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'EncryptLogs',
        principals: [new iam.ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'], // in a key policy: this key
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups },
        },
      }),
    );
  }
}

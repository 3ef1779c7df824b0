import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface PizzaTaskProps {
  /** The repository of the other account. */
  readonly repository: ecr.IRepository;
  /** The role with which ECS pulls the image and writes logs. */
  readonly startRole: iam.Role;
}

/** A task that runs an image of the other account. */
export class PizzaTask extends Construct {
  public constructor(scope: Construct, id: string, { repository, startRole }: PizzaTaskProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      encryptionKey: this.logKey(),
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    logGroup.grantWrite(new iam.ManagedPolicy(this, 'Log', { roles: [startRole] }));
    const definition = new ecs.FargateTaskDefinition(this, 'Definition', {
      executionRole: startRole.withoutPolicyUpdates(), // otherwise CDK adds the same permissions again, inline
    });
    definition.addContainer('pizza', {
      image: ecs.ContainerImage.fromEcrRepository(repository, 'v1.0.0'),
      logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: 'pizza' }),
      readonlyRootFilesystem: true,
      user: '1000',
    });
  }

  private logKey(): kms.Key {
    const stack = Stack.of(this);
    const logGroups = stack.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const key = new kms.Key(this, 'LogKey', { description: 'Logs of the pizza task', enableKeyRotation: true });
    key.addToResourcePolicy(
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
    return key;
  }
}

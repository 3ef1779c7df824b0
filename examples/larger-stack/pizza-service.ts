import { RemovalPolicy } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Network } from './network';
import { TaskStartRole } from './task-start-role';

export interface PizzaServiceProps {
  /** The repository of the image. Any `ecr.IRepository` works. */
  readonly repository: ecr.IRepository;
  readonly logKey: kms.IKey;
}

/** A Fargate service on ARM. A deployment runs the image that has the tag `latest` at that time. */
export class PizzaService extends Construct {
  public readonly service: ecs.FargateService;

  public constructor(scope: Construct, id: string, { repository, logKey }: PizzaServiceProps) {
    super(scope, id);
    const network = new Network(this, 'Network', logKey);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      encryptionKey: logKey,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const start = new TaskStartRole(this, 'Start', repository, logGroup);
    const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task', {
      executionRole: start.role,
      runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 },
    });
    taskDefinition.addContainer('pizza', {
      image: ecs.ContainerImage.fromEcrRepository(repository, 'latest'),
      logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: 'pizza' }),
      readonlyRootFilesystem: true,
      user: '1000',
    });
    const tasks: unknown = this.node.tryGetContext('tasks');
    this.service = new ecs.FargateService(this, 'Service', {
      cluster: new ecs.Cluster(this, 'Cluster', {
        vpc: network.vpc,
        containerInsightsV2: ecs.ContainerInsights.ENABLED,
      }),
      taskDefinition,
      desiredCount: Number(tasks ?? 2),
      minHealthyPercent: 100,
      circuitBreaker: { rollback: true },
    });
    this.service.node.addDependency(start); // a task that starts before its role may pull fails
    network.admit(this.service);
  }
}

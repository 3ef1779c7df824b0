import { join } from 'node:path';
import { type App, type Stack } from 'aws-cdk-lib';
import * as codecommit from 'aws-cdk-lib/aws-codecommit';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { ImageRepository } from 'cdk-ecr-publishing';
import { Construct } from 'constructs';
import { env } from '../synthesis';
import { root } from './pages';

/** The values that snippets use without creating them, in a scope of the stack. The index of the guides lists them. */
export function snippetValues(app: App, stack: Stack) {
  const given = new Construct(stack, 'Given');
  const mutable = { mutableTags: ['latest', 'cache-*'] };
  const taskDefinition = new ecs.FargateTaskDefinition(given, 'Task');
  taskDefinition.addContainer('Web', { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.28') });
  const cluster = new ecs.Cluster(given, 'Cluster', { vpc: new ec2.Vpc(given, 'Vpc') });
  return {
    anyRepository: new ImageRepository(given, 'Any', { repositoryName: 'any' }),
    app,
    baseImages: new ImageRepository(given, 'BaseImages', { repositoryName: 'base-images' }),
    bucket: new s3.Bucket(given, 'Bucket', { eventBridgeEnabled: true }),
    cacheRepository: new ImageRepository(given, 'Cache', { repositoryName: 'cache', ...mutable }),
    codeRepository: new codecommit.Repository(given, 'Code', { repositoryName: 'code' }),
    configFile: join(root, 'examples/pipelines/ecr-publishing.yaml'),
    connectionArn: `arn:aws:codeconnections:${env.region}:${env.account}:connection/11111111-2222-3333-4444-555555555555`,
    digest: 'a'.repeat(64),
    key: new kms.Key(given, 'Key'),
    mirror: new ecr.Repository(given, 'Mirror'),
    npmSecret: new secretsmanager.Secret(given, 'Npm'),
    otherRepository: new ecr.Repository(given, 'Other'),
    repository: new ImageRepository(given, 'Repository', { repositoryName: 'given-repository', ...mutable }),
    service: new ecs.FargateService(given, 'Service', { cluster, taskDefinition }),
    sha256: 'b'.repeat(64),
    target: new targets.SqsQueue(new sqs.Queue(given, 'Queue')),
  };
}

import { type App, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import * as actions from 'aws-cdk-lib/aws-codepipeline-actions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ImageBuildProject, ImageRepository, ImageRetention, ImageSource, ImageTag } from 'cdk-ecr-publishing';
import { type Construct, type IConstruct } from 'constructs';
import { acknowledgePipeline } from './acknowledged';

const env = { account: '123456789012', region: 'us-east-1' };
const connectionArn = `arn:aws:codeconnections:${env.region}:${env.account}:connection/11111111-2222-3333-4444-555555555555`;

/** Adds the stack of a pipeline that builds an image and deploys it to ECS to an app. */
export function addServiceStack(app: App): void {
  new ServiceStack(app, 'pizza-pipeline', { env, description: 'Builds an image and deploys it to ECS' });
}

class ServiceStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const encryptionKey = new kms.Key(this, 'Key', { description: 'Images and artifacts', enableKeyRotation: true });
    const repository = new ImageRepository(this, 'Images', {
      repositoryName: 'jwt-pizza-service',
      retention: [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(20)],
      encryptionKey,
    });
    const build = new ImageBuildProject(this, 'Build', {
      projectName: 'jwt-pizza-service',
      repository,
      source: ImageSource.codePipeline({ containerName: 'web' }),
      tags: [ImageTag.commit()],
      encryptionKey,
    });
    const source = new codepipeline.Artifact('Source');
    const image = new codepipeline.Artifact('Image');
    const pipeline = new codepipeline.Pipeline(this, 'Pipeline', {
      artifactBucket: this.artifacts(encryptionKey),
      pipelineType: codepipeline.PipelineType.V2,
      stages: [
        {
          stageName: 'Source',
          actions: [
            new actions.CodeStarConnectionsSourceAction({
              actionName: 'GitHub',
              connectionArn,
              owner: 'acme',
              repo: 'jwt-pizza-service',
              branch: 'main',
              output: source,
            }),
          ],
        },
        {
          stageName: 'Build',
          actions: [
            new actions.CodeBuildAction({
              actionName: 'Image',
              project: build.project,
              input: source,
              outputs: [image],
            }),
          ],
        },
        {
          stageName: 'Deploy',
          actions: [new actions.EcsDeployAction({ actionName: 'Service', service: this.service(), input: image })],
        },
      ],
    });
    allowConnection(pipeline.node.findChild('Source').node.findChild('GitHub'));
    acknowledgePipeline(this);
  }

  /** The service exists already. Its task definition has a container named `web`. */
  private service(): ecs.IBaseService {
    return ecs.BaseService.fromServiceArnWithCluster(
      this,
      'Service',
      `arn:aws:ecs:${env.region}:${env.account}:service/pizza/web`,
    );
  }

  private artifacts(encryptionKey: kms.IKey): s3.Bucket {
    return new s3.Bucket(this, 'Artifacts', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ expiration: Duration.days(30), noncurrentVersionExpiration: Duration.days(1) }],
    });
  }
}

/** The source action of the CDK may use the connection by its old prefix only, `codestar-connections`. */
function allowConnection(action: IConstruct): void {
  const role = action.node.findChild('CodePipelineActionRole');
  if (!(role instanceof iam.Role)) throw new Error(`${role.node.path} is no role`);
  role.addToPolicy(new iam.PolicyStatement({ actions: ['codeconnections:UseConnection'], resources: [connectionArn] }));
}

import { Stack, type StackProps } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImagePullAccess } from 'cdk-ecr-publishing';
import { type Construct } from 'constructs';
import { appName, owner, region, serviceName, startRoleName, userNames } from './agreement';
import { PizzaTask } from './pizza-task';

/** The policies of the consumer's account. Without them, its principals have no access, although the owner's policy allows it. */
export class ConsumerStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const repository = (name: string, repositoryName: string) =>
      ecr.Repository.fromRepositoryArn(this, name, `arn:aws:ecr:${region}:${owner}:repository/${repositoryName}`);

    const service = repository('Service', serviceName);
    const start = new ImagePullAccess(this, 'Start', {
      repositories: [service],
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
      roleName: startRoleName,
    });
    new PizzaTask(this, 'Task', { repository: service, startRole: start.role });

    const app = repository('App', appName);
    const pull = new ImagePullAccess(this, 'PullApp', { repositories: [app] });
    const group = new iam.Group(this, 'PushPull', { managedPolicies: [...pull.managedPolicies, this.pushTo(app)] });
    for (const name of userNames) group.addUser(iam.User.fromUserName(this, name, name));
  }

  /** The permissions that a push needs in addition to those for a login and a pull. */
  private pushTo({ repositoryArn }: ecr.IRepository): iam.ManagedPolicy {
    return new iam.ManagedPolicy(this, 'PushApp', {
      description: 'Push images to the named repository',
      statements: [
        new iam.PolicyStatement({
          actions: ['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'],
          resources: [repositoryArn],
        }),
      ],
    });
  }
}

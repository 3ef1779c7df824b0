import { Stack, Validations } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** The role with which ECS starts tasks. Its managed policies allow it to pull from one repository and to write one log group. */
export class TaskStartRole extends Construct {
  public readonly role: iam.IRole;

  public constructor(scope: Construct, id: string, repository: ecr.IRepository, logGroup: logs.ILogGroup) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    this.role = role.withoutPolicyUpdates(); // otherwise CDK adds the same permissions again, inline
    const pull = new iam.ManagedPolicy(this, 'Pull', { roles: [role] });
    repository.grantPull(pull);
    logGroup.grantWrite(new iam.ManagedPolicy(this, 'Log', { roles: [role] }));
    Validations.of(pull).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason:
        'A pull needs ecr:GetAuthorizationToken, for which IAM accepts only * as the resource. The other actions of this ' +
        'policy name the repository.',
    });
  }
}

import { Effect, type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { loginAction } from './ecr-actions';
import { acknowledgeFindings } from './acknowledgement';

/**
 * Lets a role log in to the registry, and nothing else. `ecr:GetAuthorizationToken` takes no resource but `*`; it
 * stands alone here so that the acknowledgement can hide no wider statement.
 */
export class LoginPolicy extends Construct {
  public constructor(scope: Construct, id: string, role: IRole) {
    super(scope, id);
    const policy = new ManagedPolicy(this, 'Policy', {
      description: 'Log in to the registry (docker login)',
      roles: [role],
      statements: [
        new PolicyStatement({ sid: 'LogIn', effect: Effect.ALLOW, actions: [loginAction], resources: ['*'] }),
      ],
    });
    acknowledgeFindings(policy, {
      cdkNag: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
      checkov: ['CKV_AWS_107', 'CKV_AWS_111'],
      guard: ['IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE'],
      reason: 'IAM takes only * for ecr:GetAuthorizationToken; this policy holds no other action.',
    });
  }
}

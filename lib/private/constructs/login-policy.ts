import { type IGroup, type IRole, type IUser, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { loginAction } from '../aws/ecr-actions';
import { acknowledgeFindings } from './acknowledgement';
import { type ConditionJson, type StatementJson } from '../aws/policy-document';

/** Allows `docker login` at every registry of the account. */
export const loginStatement: StatementJson = { Sid: 'LogIn', Effect: 'Allow', Action: loginAction, Resource: '*' };

/** The IAM identities that policies are attached to. */
export interface PolicyHolders {
  readonly roles?: IRole[];
  readonly users?: IUser[];
  readonly groups?: IGroup[];
}

/**
 * Lets IAM identities log in to the registry, and nothing else. `ecr:GetAuthorizationToken` accepts only `*` as its resource. It
 * has its own policy, so that the acknowledgement cannot hide a wider statement.
 */
export class LoginPolicy extends Construct {
  public readonly policy: ManagedPolicy;

  /** @param when the condition of the permission, which is permanent without one. */
  public constructor(
    scope: Construct,
    id: string,
    holders: PolicyHolders,
    managedPolicyName?: string,
    when?: ConditionJson,
  ) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName,
      description: 'Log in to the registry (docker login)',
      ...holders,
      statements: [PolicyStatement.fromJson({ ...loginStatement, ...(when && { Condition: when }) })],
    });
    acknowledgeFindings(this.policy, {
      cdkNag: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
      checkov: ['CKV_AWS_107', 'CKV_AWS_111'],
      guard: ['IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE'],
      reason: 'IAM accepts only * as the resource of ecr:GetAuthorizationToken. This policy holds no other action.',
    });
  }
}

import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';

interface UnboundedPolicyProps {
  readonly role: IRole;
  readonly description: string;
  readonly actions: readonly string[];
}

/**
 * Actions that IAM takes no resource for but `*`. They stand alone, so that the acknowledgement can hide no wider
 * statement.
 */
export class UnboundedPolicy extends Construct {
  public readonly policy: ManagedPolicy;

  public constructor(scope: Construct, id: string, { role, description, actions }: UnboundedPolicyProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, 'Policy', {
      description,
      roles: [role],
      statements: [PolicyStatement.fromJson({ Effect: 'Allow', Action: actions, Resource: '*' })],
    });
    acknowledgeFindings(this.policy, {
      cdkNag: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
      checkov: ['CKV_AWS_109', 'CKV_AWS_111'],
      guard: ['IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE'],
      reason: `IAM takes only * for ${actions.join(', ')}; this policy holds no other action.`,
    });
  }
}

import { type IRole, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';

interface UnboundedPolicyProps {
  readonly role: IRole;
  readonly description: string;
  readonly actions: readonly string[];
}

/**
 * A policy of actions for which IAM only accepts the resource `*`. It contains no other actions, so that its acknowledgement
 * cannot hide a wider statement.
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
      reason: `IAM accepts only * as the resource of ${actions.join(', ')}. This policy holds no other action.`,
    });
  }
}

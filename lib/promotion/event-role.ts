import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type StatementJson } from '../private/aws/policy-document';

interface EventRoleProps {
  readonly ruleName: string;
  readonly description: string;
  readonly statements: readonly StatementJson[];
}

/** What EventBridge delivers the events of one rule with. */
export class EventRole extends Construct {
  public readonly role: Role;
  public readonly policy: ManagedPolicy;

  public constructor(scope: Construct, id: string, { ruleName, description, statements }: EventRoleProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.role = new Role(this, 'Role', {
      description,
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnEquals: {
            'aws:SourceArn': stack.formatArn({ service: 'events', resource: 'rule', resourceName: ruleName }),
          },
        },
      }),
    });
    this.policy = new ManagedPolicy(this, 'Policy', {
      description,
      roles: [this.role],
      statements: statements.map((statement) => PolicyStatement.fromJson(statement)),
    });
  }
}

import { Names, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { awsLimits } from '../aws/limits';
import { type StatementJson } from '../aws/policy-document';

export interface EventRoleProps {
  readonly description: string;

  /** The permissions that the target needs. */
  readonly statements: readonly StatementJson[];

  /** The name of the rule. @default - made from the construct's path */
  readonly ruleName?: string;
}

/** The role that EventBridge delivers the events of one rule with. */
export class EventRole extends Construct {
  /** The name that the rule must have. The role is bound to it by its name, so that there is no cycle. */
  public readonly ruleName: string;

  /** EventBridge, when it delivers events of this rule. */
  public readonly eventBridge: ServicePrincipal;

  public readonly role: Role;
  public readonly policy: ManagedPolicy;

  public constructor(scope: Construct, id: string, { description, statements, ruleName }: EventRoleProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.ruleName = ruleName ?? uniqueName(this);
    const ruleArn = stack.formatArn({ service: 'events', resource: 'rule', resourceName: this.ruleName });
    this.eventBridge = new ServicePrincipal('events.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnEquals: { 'aws:SourceArn': ruleArn },
      },
    });
    this.role = new Role(this, 'Role', { description, assumedBy: this.eventBridge });
    this.policy = new ManagedPolicy(this, 'Policy', {
      description,
      roles: [this.role],
      statements: statements.map((statement) => PolicyStatement.fromJson(statement)),
    });
  }
}

function uniqueName(scope: Construct): string {
  return Names.uniqueResourceName(scope, { maxLength: awsLimits.events.ruleNameCharacters, separator: '-' });
}

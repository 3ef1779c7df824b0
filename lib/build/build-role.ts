import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { LoginPolicy } from '../private/login-policy';
import { type StatementJson } from '../private/policy-document';

interface BuildRoleProps {
  readonly projectName: string;
  readonly statements: StatementJson[];
}

/** The role of one project: CodeBuild may assume it for that project only. */
export class BuildRole extends Construct {
  public readonly role: Role;

  /** What the role may do; CodeBuild tries some of it while it makes the project. */
  public readonly policies: readonly Construct[];

  public constructor(scope: Construct, id: string, props: BuildRoleProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const projectArn = stack.formatArn({
      service: 'codebuild',
      resource: 'project',
      resourceName: props.projectName,
    });
    this.role = new Role(this, 'Role', {
      description: `The CodeBuild project ${props.projectName} builds and pushes images with this role`,
      assumedBy: new ServicePrincipal('codebuild.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnEquals: { 'aws:SourceArn': projectArn },
        },
      }),
    });
    const login = new LoginPolicy(this, 'Login', this.role);
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `What the CodeBuild project ${props.projectName} needs to read its source, push and log`,
      roles: [this.role],
      statements: props.statements.map((statement) => PolicyStatement.fromJson(statement)),
    });
    this.policies = [login, policy];
  }
}

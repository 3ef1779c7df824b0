import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { MirrorPolicy } from '../base-image/mirror-policy';
import { type BoundMirror } from '../base-image/registry-mirror';
import { declareCiRole } from '../private/constructs/ci-roles';
import { LoginPolicy } from '../private/constructs/login-policy';
import { type StatementJson } from '../private/aws/policy-document';

interface BuildRoleProps {
  readonly projectName: string;
  readonly statements: StatementJson[];
  /** Whether the builds push images, and so must log in to the registry. @default true */
  readonly pushes?: boolean;
  /** Whether the builds log in to a registry. @default - as `pushes` */
  readonly logsIn?: boolean;
  /** The mirrors that builds pull from, with the rights that they need. */
  readonly mirrors?: readonly BoundMirror[];
}

/** The role of one project. CodeBuild may assume it for that project only. */
export class BuildRole extends Construct {
  public readonly role: Role;

  /** The policies of the role. CodeBuild checks some permissions while it creates the project. */
  public readonly policies: readonly Construct[];

  public constructor(scope: Construct, id: string, props: BuildRoleProps) {
    super(scope, id);
    const { projectName, pushes = true, logsIn = pushes, mirrors = [] } = props;
    this.role = new Role(this, 'Role', {
      description: `The CodeBuild project ${projectName} ${pushes ? 'builds and pushes images' : 'checks pull requests'} with this role`,
      assumedBy: codeBuildPrincipal(this, projectName),
    });
    declareCiRole(this.role);
    const login = logsIn ? [new LoginPolicy(this, 'Login', { roles: [this.role] })] : [];
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `Allows the CodeBuild project ${projectName} to read its source${pushes ? ', push images' : ''} and write logs`,
      roles: [this.role],
      statements: props.statements.map((statement) => PolicyStatement.fromJson(statement)),
    });
    const caches = mirrors.filter(({ resources }) => resources.length > 0);
    const mirror = caches.length > 0 ? [new MirrorPolicy(this, 'Mirrors', this.role, caches)] : [];
    this.policies = [...login, policy, ...mirror];
  }
}

/** CodeBuild, when it acts for one project of this account. Other projects cannot use the role. */
export function codeBuildPrincipal(scope: Construct, projectName: string): ServicePrincipal {
  const stack = Stack.of(scope);
  return new ServicePrincipal('codebuild.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnEquals: { 'aws:SourceArn': projectArn(stack, projectName) },
    },
  });
}

/** The ARN of a project, made from its name, so that there is no cycle between the project and its role. */
export function projectArn(scope: Construct, projectName: string): string {
  return Stack.of(scope).formatArn({ service: 'codebuild', resource: 'project', resourceName: projectName });
}

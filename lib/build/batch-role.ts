import { type CfnProject, type Project } from 'aws-cdk-lib/aws-codebuild';
import { ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { awsLimits } from '../private/aws/limits';
import { type StatementJson } from '../private/aws/policy-document';
import { codeBuildPrincipal, projectArn } from './build-role';

interface BatchRoleProps {
  readonly projectName: string;
}

/**
 * The role that CodeBuild starts the builds of a batch with. The builds have another role, because with these
 * permissions a build could start other builds.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/batch-build.html#batch_security_role
 */
export class BatchRole extends Construct {
  public readonly policy: ManagedPolicy;
  private readonly role: Role;

  public constructor(scope: Construct, id: string, { projectName }: BatchRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      description: `The CodeBuild project ${projectName} starts the builds of its batches with this role`,
      assumedBy: codeBuildPrincipal(this, projectName),
    });
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: `Starts, stops and retries builds of the CodeBuild project ${projectName}`,
      roles: [this.role],
      statements: [
        new PolicyStatement({
          actions: ['codebuild:StartBuild', 'codebuild:StopBuild', 'codebuild:RetryBuild'],
          resources: [projectArn(this, projectName)],
        }),
      ],
    });
  }

  /** Makes the project build in batches, also when its webhook starts the build. */
  public attachTo(project: Project): void {
    const resource = project.node.defaultChild as CfnProject;
    // The timeout of the project ends the builds, and the batch ends with them.
    const timeoutInMins = awsLimits.codeBuild.mostTimeoutMinutes;
    resource.buildBatchConfig = { serviceRole: this.role.roleArn, timeoutInMins };
    if (resource.triggers !== undefined) resource.addPropertyOverride('Triggers.BuildType', 'BUILD_BATCH');
    project.node.addDependency(this.policy);
  }
}

/** Lets the build that makes the index read the digests of the other builds. */
export function readBatchStatement(scope: Construct, projectName: string): StatementJson {
  const actions = ['codebuild:BatchGetBuildBatches', 'codebuild:BatchGetBuilds'];
  return { Sid: 'ReadBatch', Effect: 'Allow', Action: actions, Resource: projectArn(scope, projectName) };
}

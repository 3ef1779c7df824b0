import { type Duration, PhysicalName, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type CfnProject, ComputeType, type IBuildImage, Project } from 'aws-cdk-lib/aws-codebuild';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Construct, type IDependable } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { declareCiRole } from '../private/constructs/ci-roles';
import { MappedBuildspec } from '../private/constructs/mapped-buildspec';
import { projectDescription } from '../private/aws/project-description';
import { type StatementJson } from '../private/aws/policy-document';
import { type PromotionRoute } from './promotion-route';
import { attachPromotionPolicy } from './promotion-policy';

/** The properties that all CodeBuild projects of a promotion have. */
export interface PromotionProjectProps {
  readonly projectName: string;
  readonly logGroupName: string;
  readonly route: PromotionRoute;
  readonly encryptionKey: IKey;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly buildImage?: IBuildImage;
}

interface ProjectParts {
  readonly role: Role;
  readonly description: string;
  readonly buildspec: Readonly<Record<string, unknown>>;
  readonly buildImage: IBuildImage;
  readonly variables: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  readonly concurrentBuildLimit?: number;
  /** The task of the role, for the description of its policy. */
  readonly purpose: string;
  readonly statements: readonly StatementJson[];
  /** The other policies of the role. */
  readonly policies: readonly IDependable[];
}

/** Creates a CodeBuild project of a promotion, with its logs. Its role may do nothing except what the statements allow. */
export function makeProject(scope: Construct, props: PromotionProjectProps, parts: ProjectParts): Project {
  const { projectName, route } = props;
  const logGroup = new LogGroup(scope, 'LogGroup', {
    logGroupName: props.logGroupName,
    retention: props.logRetention,
    encryptionKey: props.encryptionKey,
    removalPolicy: props.removalPolicy,
  });
  const policy = attachPromotionPolicy(scope, 'Policy', {
    role: parts.role,
    description: `Allows the CodeBuild project ${projectName} to ${parts.purpose} and write logs`,
    statements: [...parts.statements, logStatement(logGroup)],
    route,
  });
  const project = new Project(scope, 'Project', {
    projectName,
    description: projectDescription(parts.description),
    role: parts.role.withoutPolicyUpdates(),
    buildSpec: new MappedBuildspec(parts.buildspec),
    environment: { buildImage: parts.buildImage, computeType: ComputeType.SMALL },
    environmentVariables: Object.fromEntries(Object.entries(parts.variables).map(([name, value]) => [name, { value }])),
    timeout: parts.timeout,
    concurrentBuildLimit: parts.concurrentBuildLimit,
    logging: { cloudWatch: { logGroup } },
    grantReportGroupPermissions: false,
  });
  project.node.addDependency(policy, ...parts.policies);
  const resource = project.node.defaultChild as CfnProject;
  resource.encryptionKey = props.encryptionKey.keyArn; // the L2's own way would let the role use the key
  acknowledgeSource(resource);
  return project;
}

/** Creates the role of a project, which only that project can use. */
export function makeProjectRole(scope: Construct, projectName: string, task: string, roleName?: string): Role {
  const stack = Stack.of(scope);
  const projectArn = stack.formatArn({ service: 'codebuild', resource: 'project', resourceName: projectName });
  const role = new Role(scope, 'Role', {
    roleName: roleName ?? PhysicalName.GENERATE_IF_NEEDED, // the policy of a target in another account names it
    description: `The CodeBuild project ${projectName} ${task} images with this role`,
    assumedBy: new ServicePrincipal('codebuild.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnEquals: { 'aws:SourceArn': projectArn },
      },
    }),
  });
  declareCiRole(role);
  return role;
}

function logStatement({ logGroupArn }: LogGroup): StatementJson {
  return {
    Sid: 'WriteLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: logGroupArn,
  };
}

function acknowledgeSource(resource: CfnProject): void {
  acknowledgeFindings(resource, {
    cdkNag: ['HIPAA.Security', 'NIST.800.53.R4', 'PCI.DSS.321'].map(
      (pack) => `${pack}::${pack}-CodeBuildProjectSourceRepoUrl`,
    ),
    reason:
      'The rule fires for every source but one with an OAuth token. This project has no source: it takes images from a registry.',
  });
}

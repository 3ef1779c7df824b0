import { Duration, PhysicalName, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type CfnProject, ComputeType, type IBuildImage, Project } from 'aws-cdk-lib/aws-codebuild';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type ISigningProfile } from 'aws-cdk-lib/aws-signer';
import { Construct } from 'constructs';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { projectDescription } from '../private/aws/project-description';
import { pullActions, pushActions } from '../private/aws/ecr-actions';
import { MappedBuildspec } from '../private/constructs/mapped-buildspec';
import { LoginPolicy } from '../private/constructs/login-policy';
import { type StatementJson } from '../private/aws/policy-document';
import { shellScript } from '../private/text/shell-script';
import { signingProfileArnOf } from './approved-signing';
import { copyBuildImage } from './copy-build-image';
import { type PromotionRoute } from './promotion-route';
import { attachPromotionPolicy } from './promotion-policy';

interface CopyProjectProps {
  readonly projectName: string;
  readonly roleName?: string;
  readonly logGroupName: string;
  readonly route: PromotionRoute;
  readonly encryptionKey: IKey;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly buildImage?: IBuildImage;
  readonly signingProfile?: ISigningProfile;
}

/** The CodeBuild project that copies images, with a role that can do nothing else. */
export class CopyProject extends Construct {
  public readonly project: Project;
  public readonly role: Role;

  public constructor(scope: Construct, id: string, props: CopyProjectProps) {
    super(scope, id);
    const { projectName, route } = props;
    const { source, target } = route;
    const logGroup = new LogGroup(this, 'LogGroup', {
      logGroupName: props.logGroupName,
      retention: props.logRetention,
      encryptionKey: props.encryptionKey,
      removalPolicy: props.removalPolicy,
    });
    this.role = this.makeRole(projectName, props.roleName);
    const { buildImage, statements } = copyBuildImage(this, props.buildImage);
    const login = new LoginPolicy(this, 'Login', { roles: [this.role] });
    const policy = attachPromotionPolicy(this, 'Policy', {
      role: this.role,
      description: `Allows the CodeBuild project ${projectName} to copy images and write logs`,
      statements: [
        { Sid: 'PullImages', Effect: 'Allow', Action: pullActions, Resource: source.arn },
        { Sid: 'PushImages', Effect: 'Allow', Action: pushActions, Resource: target.arn },
        logStatement(logGroup),
        ...signingStatements(props.signingProfile),
        ...statements,
      ],
      route,
    });
    this.project = new Project(this, 'Project', {
      projectName,
      description: projectDescription(
        `Copies images by digest from ${shown(route.source.name)} to ${shown(route.target.name)}`,
      ),
      role: this.role.withoutPolicyUpdates(),
      buildSpec: new MappedBuildspec(renderCopyBuildspec()),
      environment: {
        buildImage,
        computeType: ComputeType.SMALL,
      },
      environmentVariables: {
        SOURCE_REGISTRY: { value: source.host },
        SOURCE_REGION: { value: source.region },
        TARGET_REGISTRY: { value: target.host },
        TARGET_REGION: { value: target.region },
      },
      timeout: Duration.hours(1),
      logging: { cloudWatch: { logGroup } },
      grantReportGroupPermissions: false,
    });
    this.project.node.addDependency(login, policy);
    const resource = this.project.node.defaultChild as CfnProject;
    resource.encryptionKey = props.encryptionKey.keyArn; // the L2's own way would let the role use the key
    acknowledgeSource(resource);
  }

  private makeRole(projectName: string, roleName?: string): Role {
    const stack = Stack.of(this);
    const projectArn = stack.formatArn({ service: 'codebuild', resource: 'project', resourceName: projectName });
    return new Role(this, 'Role', {
      roleName: roleName ?? PhysicalName.GENERATE_IF_NEEDED, // the policy of a target in another account names it
      description: `The CodeBuild project ${projectName} copies images with this role`,
      assumedBy: new ServicePrincipal('codebuild.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnEquals: { 'aws:SourceArn': projectArn },
        },
      }),
    });
  }
}

/** The build that copies one image. CodeBuild runs `post_build` even after a failed build, so nothing follows `build`. */
export function renderCopyBuildspec(): Readonly<Record<string, unknown>> {
  return {
    version: '0.2',
    env: { shell: 'bash' },
    phases: {
      install: { commands: [script('find-tool.sh')] },
      build: { commands: [script('copy-image.sh')] },
    },
  };
}

function script(name: string): string {
  return `set -euo pipefail\n${shellScript(__dirname, name)}`;
}

function shown(name: string): string {
  return name.endsWith('/') ? `${name}*` : name;
}

function logStatement({ logGroupArn }: LogGroup): StatementJson {
  return {
    Sid: 'WriteLogs',
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: logGroupArn,
  };
}

/** The permission to sign, since ECR signs with the identity that pushes. @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html */
function signingStatements(profile: ISigningProfile | undefined): StatementJson[] {
  return profile
    ? [{ Sid: 'SignImages', Effect: 'Allow', Action: 'signer:SignPayload', Resource: signingProfileArnOf(profile) }]
    : [];
}

function acknowledgeSource(resource: CfnProject): void {
  acknowledgeFindings(resource, {
    cdkNag: ['HIPAA.Security', 'NIST.800.53.R4', 'PCI.DSS.321'].map(
      (pack) => `${pack}::${pack}-CodeBuildProjectSourceRepoUrl`,
    ),
    reason:
      'The rule fires for every source but one with an OAuth token. This project has no source: it copies images.',
  });
}

import { Duration, Stack } from 'aws-cdk-lib';
import { type Project } from 'aws-cdk-lib/aws-codebuild';
import { type Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type BoundDeployment } from '../deployment/bound-deployment';
import { attachDeploymentPolicies } from '../deployment/deployment-policies';
import { deploymentVariables } from '../deployment/rollout-variables';
import { rollOut } from '../deployment/scripts';
import { shellCommand, shellScript } from '../private/text/shell-script';
import { copyBuildImage } from './copy-build-image';
import { makeProject, makeProjectRole, type PromotionProjectProps } from './promotion-project';
import { rolloutMinutesOf } from './promotion-deployments';

interface RolloutProjectProps extends PromotionProjectProps {
  readonly deployments: readonly BoundDeployment[];
}

/** The CodeBuild project that deploys approved images. Its role can deploy and list images, but it can neither pull nor push. */
export class RolloutProject extends Construct {
  public readonly project: Project;
  public readonly role: Role;

  public constructor(scope: Construct, id: string, props: RolloutProjectProps) {
    super(scope, id);
    const { route, deployments } = props;
    const { source, target } = route;
    this.role = makeProjectRole(this, props.projectName, 'deploys');
    const { buildImage, statements } = copyBuildImage(this, props.buildImage, { needsRegctl: false });
    const listed = [...new Set([source.arn, target.arn])];
    this.project = makeProject(this, props, {
      role: this.role,
      description: `Deploys images of ${target.name} by digest`,
      buildspec: renderRolloutBuildspec(),
      buildImage,
      variables: {
        SOURCE_REGION: source.region,
        SOURCE_ACCOUNT: source.account,
        SOURCE_REPOSITORY: source.name,
        TARGET_REGION: target.region,
        TARGET_ACCOUNT: target.account,
        TARGET_REGISTRY: target.host,
        TARGET_REPOSITORY: target.name,
        ...deploymentVariables(Stack.of(this), deployments),
      },
      timeout: Duration.minutes(rolloutMinutesOf(deployments)),
      // An older image that is deployed at the same time could end later. Each waits until the one before has ended.
      concurrentBuildLimit: 1,
      purpose: 'deploy approved images',
      statements: [
        { Sid: 'ListImages', Effect: 'Allow', Action: 'ecr:DescribeImages', Resource: listed },
        ...statements,
      ],
      policies: attachDeploymentPolicies(this, this.role, deployments),
    });
  }
}

/** The build that deploys one image to all services and functions. */
export function renderRolloutBuildspec(): Readonly<Record<string, unknown>> {
  const scripts = ['find-newer.sh', 'deploy-image.sh'].map((name) => shellScript(__dirname, name));
  return {
    version: '0.2',
    env: { shell: 'bash', 'exported-variables': ['DEPLOYED'] },
    phases: { build: { commands: [shellCommand(rollOut, ...scripts)] } },
  };
}

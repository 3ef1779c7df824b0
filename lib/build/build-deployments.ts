import { type Duration, Stack } from 'aws-cdk-lib';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { type ImageTag } from '../naming/image-tag';
import { defaultTags } from '../naming/tag-rules';
import { tagKinds } from '../naming/tag-kinds';
import { type Problem, quote, refuseIf } from '../private/validation/validation';
import { type BoundDeployment } from '../deployment/bound-deployment';
import { attachDeploymentPolicies } from '../deployment/deployment-policies';
import { type ImageDeployment } from '../deployment/image-deployment';
import { deploymentVariables } from '../deployment/rollout-variables';
import { ImageCompatibility } from '../build-input/attestations';

/** The parts of a project that its deployments decide about. */
export interface BuildDeployments {
  readonly variables: Record<string, string>;
  readonly attach: (role: IRole) => Construct[];
}

interface DeployingProps {
  readonly deploys?: readonly ImageDeployment[];
  readonly tags?: readonly ImageTag[];
  readonly compatibility?: ImageCompatibility;
  readonly timeout?: Duration;
}

/** Validates the deployments of a build. Throws for one that could not bring in the image, or that the build could not wait for. */
export function bindDeployments(scope: Construct, props: DeployingProps): BuildDeployments | undefined {
  const { deploys = [], tags = defaultTags, compatibility, timeout } = props;
  if (deploys.length === 0) return undefined;
  const stack = Stack.of(scope);
  const deployments = deploys.map((deploy) => deploy._bind(stack));
  deployments.forEach((deployment, index) => {
    refuseIf(`deploys[${index}]`, restartProblem(deployment, tags) ?? lambdaProblem(deployment, compatibility));
  });
  refuseIf('deploys', timeoutProblem(deployments, timeout));
  return {
    variables: deploymentVariables(stack, deployments),
    attach: (role) => attachDeploymentPolicies(scope, role, deployments),
  };
}

function restartProblem(deployment: BoundDeployment, tags: readonly ImageTag[]): Problem {
  if (deployment.kind !== 'ecs' || !deployment.restart || tags.some(({ _kind }) => tagKinds[_kind].moves))
    return undefined;
  return (
    `must not restart a service if no tag of the image moves, got ${quote(`${deployment.cluster}/${deployment.service}`)}. Its ` +
    "tasks would start with the image from before. Add a tag that moves, such as ImageTag.fixed('latest'), or use " +
    'EcsDeployment.named().'
  );
}

function lambdaProblem({ kind }: BoundDeployment, compatibility: ImageCompatibility | undefined): Problem {
  return kind === 'lambda' && compatibility !== ImageCompatibility.LAMBDA
    ? 'must not be a Lambda function, since Lambda does not accept the image. Set `compatibility: ImageCompatibility.LAMBDA`.'
    : undefined;
}

/** The build itself needs some of its time, too. */
function timeoutProblem(deployments: readonly BoundDeployment[], timeout: Duration | undefined): Problem {
  if (timeout?.isUnresolved() === true) return undefined;
  const build = timeout?.toMinutes() ?? 60;
  const minutes = deployments.reduce((sum, { timeoutMinutes }) => sum + timeoutMinutes, 0);
  return minutes < build
    ? undefined
    : `must end before the build does, got ${minutes} minutes for all deployments and ${build} minutes for the build. Raise ` +
        '`timeout` of the build, or lower that of the deployments.';
}

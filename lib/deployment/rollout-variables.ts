import { type Stack } from 'aws-cdk-lib';
import { type BoundDeployment } from './bound-deployment';

/** The variables DEPLOYMENT_00 and on of a CodeBuild project, each with one deployment in JSON. */
export function deploymentVariables(stack: Stack, deployments: readonly BoundDeployment[]): Record<string, string> {
  return Object.fromEntries(
    deployments.map((deployment, index) => [
      `DEPLOYMENT_${String(index).padStart(2, '0')}`,
      stack.toJsonString(rolloutVariables(deployment)),
    ]),
  );
}

/** The variables by which `roll-out.sh` knows a deployment. Their values may be tokens. */
export function rolloutVariables(deployment: BoundDeployment): Record<string, string> {
  const common = { ROLLOUT_REGION: deployment.region, ROLLOUT_MINUTES: String(deployment.timeoutMinutes) };
  if (deployment.kind === 'lambda') {
    const { functionName, alias = '' } = deployment;
    return { ROLLOUT_KIND: 'lambda', ...common, LAMBDA_FUNCTION: functionName, LAMBDA_ALIAS: alias };
  }
  const { cluster, service, container = '', family = '', roleArns, restart } = deployment;
  const target = { ...common, ECS_CLUSTER: cluster, ECS_SERVICE: service };
  return restart
    ? { ROLLOUT_KIND: 'ecs-restart', ...target }
    : {
        ROLLOUT_KIND: 'ecs',
        ...target,
        ECS_CONTAINER: container,
        ECS_FAMILY: family,
        ECS_PASS_ROLES: roleArns.join(' '),
      };
}

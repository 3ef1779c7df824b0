import { Duration } from 'aws-cdk-lib';
import { EcsDeployment } from '../../deployment/ecs-deployment';
import { type ImageDeployment } from '../../deployment/image-deployment';
import { LambdaDeployment } from '../../deployment/lambda-deployment';
import { type DeployConfig } from '../config/schema';
import { type EnvironmentStacks } from './environment-stacks';

/** The deployments of a publisher or a build to the environments that it is in, each in its Region. */
export function deploysOf(
  all: readonly EnvironmentStacks[],
  deploys: readonly DeployConfig[] | undefined = [],
): ImageDeployment[] {
  return deploys.flatMap((deploy) =>
    all
      .filter(({ config }) => deploy.environments?.includes(config.name) ?? true)
      .map(({ config }) => deploymentOf(deploy, config.region)),
  );
}

function deploymentOf(deploy: DeployConfig, region: string): ImageDeployment {
  const { cluster = '', service = '', container, family, passRoles, restart, lambda, alias, timeoutMinutes } = deploy;
  const timeout = timeoutMinutes === undefined ? undefined : Duration.minutes(timeoutMinutes);
  if (lambda !== undefined) return LambdaDeployment.named(lambda, { alias, timeout, region });
  if (restart === true) return EcsDeployment.restart(cluster, service, { timeout, region });
  return EcsDeployment.named(cluster, service, { container, family, passRoles, timeout, region });
}

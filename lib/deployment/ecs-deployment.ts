import { type Stack, Token } from 'aws-cdk-lib';
import { type BaseService } from 'aws-cdk-lib/aws-ecs';
import { publicApi } from '../private/boundary/public-api';
import { ecsNameRule } from '../private/aws/ecs-name';
import { regionNameRule } from '../private/aws/region-name';
import { roleNameOrArnRule } from '../private/aws/role-name';
import { validate, validateEach } from '../private/validation/validation';
import { type BoundEcsDeployment } from './bound-deployment';
import { type EcsDeploymentOptions, type EcsRestartOptions, type EcsRolloutOptions } from './ecs-deployment-options';
import { ImageDeployment } from './image-deployment';
import { rolloutMinutes } from './rollout-timeout';

type Target = Omit<BoundEcsDeployment, 'kind' | 'timeoutMinutes'>;

const defaultMinutes = 30;

/**
 * A deployment of an image to one ECS service. It registers a revision of the service's task definition with the image by its
 * digest, updates the service, and follows that deployment. It fails if ECS rolls it back, if another one replaces it, and if it
 * takes too long.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
@publicApi
export class EcsDeployment extends ImageDeployment {
  /**
   * A service of this app, with the family and the roles of its task definition. A later deployment of the app sets the service
   * back to the task definition of the app only if that changes.
   *
   * @param service the service to deploy to.
   * @param options the container and the timeout.
   */
  public static toService(service: BaseService, options: EcsRolloutOptions = {}): EcsDeployment {
    validateRollout(options);
    const timeoutMinutes = rolloutMinutes(options.timeout, defaultMinutes);
    return new EcsDeployment(timeoutMinutes, (stack) => {
      const { taskRole, executionRole, family, defaultContainer } = service.taskDefinition;
      const { region } = service.env;
      return {
        restart: false,
        region,
        cluster: service.cluster.clusterName,
        service: service.serviceName,
        serviceArn: service.serviceArn,
        container: options.container ?? defaultContainer?.containerName,
        family,
        definitionArn: definitionArn(stack, region, family),
        roleArns: executionRole ? [taskRole.roleArn, executionRole.roleArn] : [taskRole.roleArn],
      };
    });
  }

  /**
   * A service by name, in the account of the role that deploys.
   *
   * @param cluster the cluster's name. Throws if it is not an ECS name.
   * @param service the service's name. Throws if it is not an ECS name.
   * @param options the container, the roles that a deployment may pass, and the Region.
   */
  public static named(cluster: string, service: string, options: EcsDeploymentOptions = {}): EcsDeployment {
    validateRollout(options);
    const { container, family, passRoles = [] } = options;
    if (family !== undefined) validate('family', family, ecsNameRule);
    if (options.passRoles) validateEach('passRoles', passRoles, roleNameOrArnRule);
    const target = namedTarget(cluster, service, options.region);
    return new EcsDeployment(rolloutMinutes(options.timeout, defaultMinutes), (stack) => {
      const named = target(stack);
      return {
        ...named,
        restart: false,
        container,
        family,
        definitionArn: definitionArn(stack, named.region, family),
        roleArns: passRoles.map((role) => roleArnOf(stack, role)),
      };
    });
  }

  /**
   * A service by name, whose tasks are started again with the same task definition. That brings in a new image only if the task
   * definition names a tag that moves to it. So a workflow or a build whose image gets no tag that moves throws. `named()` deploys
   * the image itself.
   *
   * @param cluster the cluster's name. Throws if it is not an ECS name.
   * @param service the service's name. Throws if it is not an ECS name.
   * @param options the Region and the timeout.
   */
  public static restart(cluster: string, service: string, options: EcsRestartOptions = {}): EcsDeployment {
    const target = namedTarget(cluster, service, options.region);
    return new EcsDeployment(rolloutMinutes(options.timeout, defaultMinutes), (stack) => {
      const named = target(stack);
      return { ...named, restart: true, definitionArn: definitionArn(stack, named.region), roleArns: [] };
    });
  }

  private constructor(
    private readonly timeoutMinutes: number,
    private readonly target: (stack: Stack) => Target,
  ) {
    super();
  }

  /** @internal */
  public _bind(stack: Stack): BoundEcsDeployment {
    return { kind: 'ecs', timeoutMinutes: this.timeoutMinutes, ...this.target(stack) };
  }
}

function validateRollout({ container }: EcsRolloutOptions): void {
  if (container !== undefined) validate('container', container, ecsNameRule);
}

function namedTarget(cluster: string, service: string, region: string | undefined) {
  validate('cluster', cluster, ecsNameRule);
  validate('service', service, ecsNameRule);
  if (region !== undefined) validate('region', region, regionNameRule);
  return (stack: Stack) => ({
    region: region ?? stack.region,
    cluster,
    service,
    serviceArn: stack.formatArn({ service: 'ecs', region, resource: 'service', resourceName: `${cluster}/${service}` }),
  });
}

function definitionArn(stack: Stack, region: string, family?: string): string {
  const resourceName = family === undefined ? '*' : `${family}:*`;
  return stack.formatArn({ service: 'ecs', region, resource: 'task-definition', resourceName });
}

function roleArnOf(stack: Stack, role: string): string {
  if (role.startsWith('arn:') || isArnToken(stack, role)) return role;
  return stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: role });
}

/** Whether a token is an ARN, such as that of a role of this app. Any other token, such as a parameter, is a name. */
function isArnToken(stack: Stack, role: string): boolean {
  const arn = /^(\{"Fn::GetAtt":\["[^"]*","Arn"\]\}$|\{"Fn::Join":\["",\["arn:|"arn:)/;
  return Token.isUnresolved(role) && arn.test(JSON.stringify(stack.resolve(role)));
}

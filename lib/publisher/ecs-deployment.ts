import { type Stack, Token } from 'aws-cdk-lib';
import { type BaseService } from 'aws-cdk-lib/aws-ecs';
import { publicApi } from '../private/boundary/public-api';
import { ecsNameRule } from '../private/aws/ecs-name';
import { oneOrMany, type StatementJson } from '../private/aws/policy-document';
import { regionNameRule } from '../private/aws/region-name';
import { roleNameOrArnRule } from '../private/aws/role-name';
import { validate, validateEach } from '../private/validation/validation';

/** Options of `EcsDeployment.named()`. */
export interface EcsDeploymentOptions {
  /**
   * Names or ARNs of the roles of the service's tasks. A deploy may pass these roles to ECS tasks, and no others. Throws if
   * one is neither a name nor an ARN.
   *
   * @default - no role can be passed, so a deploy can restart the service but cannot change its task definition
   */
  readonly passRoles?: string[];

  /**
   * The Region of the service. Throws if it is not the name of a Region.
   *
   * @default - the Region of the role's stack
   */
  readonly region?: string;
}

/**
 * The permission to deploy to one ECS service.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
@publicApi
export class EcsDeployment {
  /**
   * A service of this app, with the roles of its task definition.
   *
   * @param service the service to deploy to.
   */
  public static toService(service: BaseService): EcsDeployment {
    return new EcsDeployment(() => {
      const { taskRole, executionRole } = service.taskDefinition;
      const roles = executionRole ? [taskRole.roleArn, executionRole.roleArn] : [taskRole.roleArn];
      return { serviceArn: service.serviceArn, roleArns: roles };
    });
  }

  /**
   * A service by name, in the account of the role that deploys.
   *
   * @param cluster the cluster's name. Throws if it is not an ECS name.
   * @param service the service's name. Throws if it is not an ECS name.
   * @param options the roles that a deploy may pass, and the Region.
   */
  public static named(cluster: string, service: string, options: EcsDeploymentOptions = {}): EcsDeployment {
    validate('cluster', cluster, ecsNameRule);
    validate('service', service, ecsNameRule);
    const { passRoles = [], region } = options;
    if (region !== undefined) validate('region', region, regionNameRule);
    if (options.passRoles) validateEach('passRoles', passRoles, roleNameOrArnRule);
    return new EcsDeployment((stack) => ({
      serviceArn: stack.formatArn({
        service: 'ecs',
        region,
        resource: 'service',
        resourceName: `${cluster}/${service}`,
      }),
      roleArns: passRoles.map((role) => roleArnOf(stack, role)),
    }));
  }

  private constructor(private readonly target: (stack: Stack) => { serviceArn: string; roleArns: string[] }) {}

  /** @internal */
  public _statements(stack: Stack): StatementJson[] {
    const { serviceArn, roleArns } = this.target(stack);
    const update: StatementJson = { Effect: 'Allow', Action: 'ecs:UpdateService', Resource: serviceArn };
    if (roleArns.length === 0) return [update];
    const pass: StatementJson = {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: oneOrMany(roleArns),
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    };
    return [update, pass];
  }
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

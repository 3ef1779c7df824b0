import { type Stack, Token } from 'aws-cdk-lib';
import { type BaseService } from 'aws-cdk-lib/aws-ecs';
import { publicApi } from '../private/boundary/public-api';
import { ecsNameRule } from '../private/aws/ecs-name';
import { oneOrMany, type StatementJson } from '../private/aws/policy-document';
import { regionNameRule } from '../private/aws/region-name';
import { roleNameOrArnRule } from '../private/aws/role-name';
import { validate, validateEach } from '../private/validation/validation';

/** What `EcsDeployment.named()` takes besides the names. */
export interface EcsDeploymentOptions {
  /**
   * Names or ARNs of the roles that the service's tasks run with. A deploy may pass these to ECS tasks and no others.
   * Throws where one is neither.
   *
   * @default - no role can be passed: a deploy can restart the service, not change its task definition's roles
   */
  readonly passRoles?: string[];

  /**
   * The Region of the service. Throws where it is no Region's name.
   *
   * @default - the Region of the stack that the role is in
   */
  readonly region?: string;
}

/**
 * The right to deploy to one ECS service.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
@publicApi
export class EcsDeployment {
  /**
   * A service of this app, with the roles that its task definition has.
   *
   * @param service what to deploy to.
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
   * @param cluster the cluster's name. Throws where it is no ECS name.
   * @param service the service's name. Throws where it is no ECS name.
   * @param options which roles may be passed.
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

/** Whether a token stands for an ARN, as that of a role in this app does; any other, as a parameter, is a name. */
function isArnToken(stack: Stack, role: string): boolean {
  const arn = /^(\{"Fn::GetAtt":\["[^"]*","Arn"\]\}$|\{"Fn::Join":\["",\["arn:|"arn:)/;
  return Token.isUnresolved(role) && arn.test(JSON.stringify(stack.resolve(role)));
}

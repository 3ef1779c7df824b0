import { type Duration } from 'aws-cdk-lib';

/** Options of `EcsDeployment.toService()`. */
export interface EcsRolloutOptions {
  /**
   * The container that gets the image. Throws if it is not an ECS name. A rollout fails if the task definition has no such
   * container.
   *
   * @default - the only container with an image of the repository, or else the one with the name of the service, or else the
   * only essential one. If there is none, a rollout fails before it changes anything
   */
  readonly container?: string;

  /**
   * How long a rollout may take, in whole minutes up to 6 hours. It fails after that, while ECS continues. Throws for any other
   * duration.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;
}

/** Options of `EcsDeployment.named()`. */
export interface EcsDeploymentOptions extends EcsRolloutOptions {
  /**
   * Names or ARNs of the roles of the service's task definition: its task role and its execution role. A rollout may pass these
   * roles to ECS tasks, and no others. A rollout fails before it changes anything if the task definition has another role. Throws
   * if one is neither a name nor an ARN.
   *
   * @default - no role can be passed, so the task definition must not have a role
   */
  readonly passRoles?: string[];

  /**
   * The family of the service's task definition. The permission to register revisions is then for this family only. Throws if it
   * is not an ECS name.
   *
   * @default - any family of the account and the Region
   */
  readonly family?: string;

  /**
   * The Region of the service. Throws if it is not the name of a Region.
   *
   * @default - the Region of the role's stack
   */
  readonly region?: string;
}

/** Options of `EcsDeployment.restart()`. */
export interface EcsRestartOptions {
  /**
   * The Region of the service. Throws if it is not the name of a Region.
   *
   * @default - the Region of the role's stack
   */
  readonly region?: string;

  /**
   * How long a restart may take, in whole minutes up to 6 hours. It fails after that, while ECS continues. Throws for any other
   * duration.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;
}

/** A deployment to an ECS service, in the account and the Region that it is in. */
export interface BoundEcsDeployment {
  readonly kind: 'ecs';
  /** Whether a deployment registers the image by digest, or starts the tasks of the same task definition again. */
  readonly restart: boolean;
  readonly region: string;
  readonly cluster: string;
  readonly service: string;
  readonly serviceArn: string;
  readonly container?: string;
  readonly family?: string;
  /** The ARNs of the task definitions that a rollout may register. */
  readonly definitionArn: string;
  readonly roleArns: readonly string[];
  readonly timeoutMinutes: number;
}

/** A deployment to a Lambda function, in the account and the Region that it is in. */
export interface BoundLambdaDeployment {
  readonly kind: 'lambda';
  readonly region: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly alias?: string;
  readonly timeoutMinutes: number;
}

/** A deployment of an image, in the account and the Region that it is in. */
export type BoundDeployment = BoundEcsDeployment | BoundLambdaDeployment;

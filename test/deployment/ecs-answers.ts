/** The answers of ECS about a service `web` in the cluster `pizza`, and what a rollout changes. */
export const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/app@sha256:${'b'.repeat(64)}`;
const repository = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app';
const definitionArn = (revision: number) => `arn:aws:ecs:eu-west-1:123456789012:task-definition/web:${revision}`;

export const rolloutVariables = {
  ROLLOUT_REGION: 'eu-west-1',
  ROLLOUT_MINUTES: '30',
  ECS_CLUSTER: 'pizza',
  ECS_SERVICE: 'web',
  IMAGE_URI: image,
};

export interface Deployment {
  readonly id?: string;
  readonly revision?: number;
  readonly status?: string;
  readonly rolloutState?: string;
  readonly rolloutStateReason?: string;
  readonly runningCount?: number;
}

/** The answer of DescribeServices. The first deployment is the primary one. */
export function serviceWith(deployments: readonly Deployment[] = [{}], more: object = {}): object {
  const [{ revision = 7 } = {}] = deployments;
  return {
    services: [
      {
        status: 'ACTIVE',
        taskDefinition: definitionArn(revision),
        deployments: deployments.map(({ id = 'ecs-svc/1', revision: own = 7, ...rest }, index) => ({
          id,
          status: index === 0 ? 'PRIMARY' : 'ACTIVE',
          taskDefinition: definitionArn(own),
          desiredCount: 2,
          runningCount: 2,
          rolloutState: 'COMPLETED',
          ...rest,
        })),
        events: [{ message: '(service web) has reached a steady state.' }],
        ...more,
      },
    ],
    failures: [],
  };
}

export const web = { name: 'web', image: `${repository}:1.0.0`, essential: true };
export const proxy = { name: 'proxy', image: 'public.ecr.aws/appmesh/envoy:v1', essential: true };

/** The answer of DescribeTaskDefinition, with the fields that ECS adds. */
export function definitionWith(containers: readonly object[] = [web], more: object = {}, revision = 7): object {
  return {
    taskDefinition: {
      taskDefinitionArn: definitionArn(revision),
      family: 'web',
      revision,
      status: 'ACTIVE',
      containerDefinitions: containers,
      requiresAttributes: [{ name: 'x' }],
      compatibilities: ['FARGATE'],
      registeredAt: '2026-11-01T00:00:00Z',
      registeredBy: 'arn:aws:iam::123456789012:user/alice',
      cpu: '256',
      ...more,
    },
    tags: [
      { key: 'team', value: 'pizza' },
      { key: 'aws:cloudformation:stack-name', value: 'Pizza' },
    ],
  };
}

/** The definition after the rollout. */
export const newDefinition = definitionWith([{ ...web, image }], {}, 8);
export const registered = { taskDefinition: { taskDefinitionArn: definitionArn(8) } };

/** The answer of UpdateService, which starts the deployment `ecs-svc/2`. */
export const updated = {
  service: {
    deployments: [
      { id: 'ecs-svc/2', status: 'PRIMARY', taskDefinition: definitionArn(8), rolloutState: 'IN_PROGRESS' },
      { id: 'ecs-svc/1', status: 'ACTIVE', taskDefinition: definitionArn(7) },
    ],
  },
};

export const before: Deployment = { id: 'ecs-svc/1', revision: 7 };
export const ours: Deployment = { id: 'ecs-svc/2', revision: 8 };

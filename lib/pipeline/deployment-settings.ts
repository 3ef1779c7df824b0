import { type Deployed } from '../github/workflow/published';
import { type PipelinePlan } from './pipeline-plan';
import { type PipelineVariables } from './pipeline-variables';

/** The parts of a pipeline that its deployments depend on. */
interface Parts {
  readonly plan: PipelinePlan;
  readonly variables: PipelineVariables;
}

/** The name of the service or the function, if it is known. */
export function deployedTitle(deployed: Deployed): string {
  return deployed.kind === 'lambda' ? (deployed.functionName ?? 'the function') : (deployed.service ?? 'the service');
}

/** A deployment as `roll-out.sh` reads it: JSON, as a word of the shell. */
export function deploymentJson({ plan, variables }: Parts, deployed: Deployed): string {
  const { region = plan.repository.region, timeoutMinutes } = deployed;
  const common = { ROLLOUT_MINUTES: String(timeoutMinutes) };
  if (deployed.kind === 'lambda') {
    return variables.jsonOf({
      ROLLOUT_KIND: 'lambda',
      ...common,
      ROLLOUT_REGION: { variable: 'LAMBDA_REGION', known: region },
      LAMBDA_FUNCTION: { variable: 'LAMBDA_FUNCTION', known: deployed.functionName },
      LAMBDA_ALIAS: deployed.alias ?? '',
    });
  }
  const { cluster, service, container = '', family = '', passRoles, restart } = deployed;
  return variables.jsonOf({
    ROLLOUT_KIND: restart ? 'ecs-restart' : 'ecs',
    ...common,
    ROLLOUT_REGION: { variable: 'ECS_REGION', known: region },
    ECS_CLUSTER: { variable: 'ECS_CLUSTER', known: cluster },
    ECS_SERVICE: { variable: 'ECS_SERVICE', known: service },
    ...(!restart && {
      ECS_CONTAINER: container,
      ECS_FAMILY: family,
      ECS_PASS_ROLES: passRoles ? passRoles.join(' ') : 'unknown',
    }),
  });
}

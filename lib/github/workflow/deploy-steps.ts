import { findDefinition, followRollout, restartBlindly, restartService, rollOutToFunction } from './scripts';
import { type Deployed, type DeployedFunction, type DeployedService } from './published';
import { actionStep, assumeStep, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-value';

/**
 * The steps that deploy the image to each service and function, one after the other.
 *
 * @param image the expression for the image by its digest.
 */
export function deploySteps(parts: WorkflowParts, image: string): YamlMapping[] {
  const { deploys } = parts.plan;
  return deploys.flatMap((deployed, index) => {
    const ending = deploys.length === 1 ? '' : `-${index + 1}`;
    const region = regionOf(parts, deployed);
    return [
      assumeStep(parts, region, sessionMinutes(parts, deployed)),
      ...stepsFor({ ...parts, image, region, ending }, deployed),
    ];
  });
}

/** Each deployment has a session for itself: an hour, or longer if its wait and the steps before it need that. */
function sessionMinutes({ plan }: WorkflowParts, { timeoutMinutes }: Deployed): number {
  const { maxSessionSeconds = Number.POSITIVE_INFINITY } = plan.role;
  return Math.max(60, Math.min(timeoutMinutes + 10, maxSessionSeconds / 60));
}

/** The parts of one deployment: the image, its Region, and the ending by which its steps differ from those of others. */
interface DeployParts extends WorkflowParts {
  readonly image: string;
  readonly region: string;
  readonly ending: string;
}

function stepsFor(parts: DeployParts, deployed: Deployed): YamlMapping[] {
  if (deployed.kind === 'lambda') return [functionStep(parts, deployed)];
  return deployed.restart ? [restartStep(parts, deployed)] : rolloutSteps(parts, deployed);
}

function regionOf({ variables, plan }: WorkflowParts, { kind, region }: Deployed): string {
  return variables.valueOf(kind === 'ecs' ? 'ECS_REGION' : 'LAMBDA_REGION', region ?? plan.repository.region);
}

/** The action only starts the deployment. Its own wait does not follow this deployment, and says little if it fails. */
function rolloutSteps(parts: DeployParts, deployed: DeployedService): YamlMapping[] {
  const { ending, image } = parts;
  const { cluster, service, title } = serviceOf(parts, deployed);
  const variables = { ...serviceVariables(parts, deployed), IMAGE_URI: image };
  const container = `\${{ steps.definition${ending}.outputs.container }}`;
  return [
    shellStep(`Read the task definition of ${title}`, {
      id: `definition${ending}`,
      env: {
        ...variables,
        ECS_CONTAINER: deployed.container,
        ECS_FAMILY: deployed.family,
        ECS_PASS_ROLES: deployed.passRoles ? deployed.passRoles.join(' ') : 'unknown',
      },
      run: findDefinition(parts.plan.deploys.flatMap((each) => (each.kind === 'ecs' && !each.restart ? [each] : []))),
    }),
    actionStep(parts, 'aws-actions/amazon-ecs-render-task-definition', 'Put the image into it', {
      id: `render${ending}`,
      with: {
        'task-definition': `\${{ steps.definition${ending}.outputs.file }}`,
        'container-name': container,
        image,
      },
    }),
    actionStep(parts, 'aws-actions/amazon-ecs-deploy-task-definition', `Deploy to ${title}`, {
      id: `deploy${ending}`,
      with: {
        'task-definition': `\${{ steps.render${ending}.outputs.task-definition }}`,
        cluster,
        service,
        'max-retries': 8,
      },
    }),
    shellStep('Follow the deployment', {
      env: {
        ...variables,
        ROLLOUT_MINUTES: deployed.timeoutMinutes,
        CONTAINER: container,
        NEW_DEFINITION: `\${{ steps.deploy${ending}.outputs.task-definition-arn }}`,
      },
      run: followRollout,
    }),
  ];
}

function restartStep(parts: DeployParts, deployed: DeployedService): YamlMapping {
  return shellStep(`Restart ${serviceOf(parts, deployed).title}`, {
    env: { ...serviceVariables(parts, deployed), ROLLOUT_MINUTES: deployed.timeoutMinutes },
    run: deployed.mayDescribe ? restartService : restartBlindly,
  });
}

function functionStep({ variables, region, image }: DeployParts, deployed: DeployedFunction): YamlMapping {
  const { functionName, alias, timeoutMinutes } = deployed;
  return shellStep(functionName === undefined ? 'Deploy to the function' : `Deploy to ${functionName}`, {
    env: {
      ROLLOUT_REGION: region,
      ROLLOUT_MINUTES: timeoutMinutes,
      LAMBDA_FUNCTION: variables.valueOf('LAMBDA_FUNCTION', functionName),
      LAMBDA_ALIAS: alias,
      IMAGE_URI: image,
    },
    run: rollOutToFunction,
  });
}

function serviceOf({ variables }: WorkflowParts, { cluster, service }: DeployedService) {
  return {
    cluster: variables.valueOf('ECS_CLUSTER', cluster),
    service: variables.valueOf('ECS_SERVICE', service),
    title: service ?? 'the service',
  };
}

function serviceVariables(parts: DeployParts, deployed: DeployedService): YamlMapping {
  const { cluster, service } = serviceOf(parts, deployed);
  return { ROLLOUT_REGION: parts.region, ECS_CLUSTER: cluster, ECS_SERVICE: service };
}

import { type DeployedService } from './published';
import { updateService, updateServiceAndWait } from './scripts';
import { assumeStep, jobHead, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote, type YamlValue } from './yaml-value';

/** The job that deploys the image to services, if there are any. In an environment, the job `publish` deploys. */
export function deployJobs(parts: WorkflowParts): YamlMapping {
  const { services, repository, runners, trigger } = parts.plan;
  if (services.length === 0 || trigger.environment !== undefined) return {};
  const region = parts.variables.valueOf('AWS_REGION', repository.region);
  const job = {
    needs: 'publish',
    ...jobHead(parts, runners['linux/amd64'], false),
    steps: [assumeStep(parts, region), ...deploySteps(parts)],
  };
  return { deploy: new YamlNote(job, explanation) };
}

/**
 * The steps of the job `publish` that deploy the image, if the role trusts an environment. A separate job would need another
 * approval of the same run.
 */
export function stepsOfDeployment(parts: WorkflowParts): YamlValue[] {
  if (parts.plan.trigger.environment === undefined) return [];
  const [first, ...others] = deploySteps(parts);
  return first === undefined ? [] : [new YamlNote(first, explanation), ...others];
}

/** The role only has `ecs:UpdateService`. A task definition with a digest would require `ecs:RegisterTaskDefinition` too. */
const explanation = [
  'Restarts the tasks of the service. The role may update the service, but may not register a task definition.',
  'A task gets the new image if its task definition names a tag that this workflow moves.',
];

function deploySteps(parts: WorkflowParts): YamlMapping[] {
  return parts.plan.services.map((service) => deployStep(parts, service));
}

function deployStep(
  { variables, plan }: WorkflowParts,
  { cluster, service, region, mayDescribe }: DeployedService,
): YamlMapping {
  return shellStep(service === undefined ? 'Deploy' : `Deploy to ${service}`, {
    env: {
      ECS_REGION: variables.valueOf('ECS_REGION', region ?? plan.repository.region),
      ECS_CLUSTER: variables.valueOf('ECS_CLUSTER', cluster),
      ECS_SERVICE: variables.valueOf('ECS_SERVICE', service),
    },
    run: mayDescribe ? updateServiceAndWait : updateService,
  });
}

import { type DeployedService } from './published';
import { updateService, updateServiceAndWait } from './scripts';
import { assumeStep, jobHead, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote } from './yaml-value';

/** The job that deploys the image to services, if there are any. */
export function deployJobs(parts: WorkflowParts): YamlMapping {
  const { services, repository, runners } = parts.plan;
  if (services.length === 0) return {};
  const region = parts.variables.valueOf('AWS_REGION', repository.region);
  const job = {
    needs: 'publish',
    ...jobHead(parts, runners['linux/amd64'], false),
    steps: [assumeStep(parts, region), ...services.map((service) => deployStep(parts, service))],
  };
  return { deploy: new YamlNote(job, explanation) };
}

/** The role only has `ecs:UpdateService`. A task definition with a digest would require `ecs:RegisterTaskDefinition` too. */
const explanation = [
  'Restarts the tasks of the service. The role may update the service, but may not register a task definition.',
  'A task gets the new image if its task definition names a tag that this workflow moves.',
];

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

import { type DeployedService } from './published';
import { updateService, updateServiceAndWait } from './scripts';
import { assumeStep, jobHead, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlNote } from './yaml-value';

/** The job that has services take the image, where there are some. */
export function deployJobs(parts: WorkflowParts): YamlMapping {
  const { services, repository, runners } = parts.plan;
  if (services.length === 0) return {};
  const region = parts.variables.valueOf('AWS_REGION', repository.region);
  const job = {
    needs: 'publish',
    ...jobHead(parts, runners['linux/amd64'], false),
    steps: [assumeStep(parts, region), ...services.map((service) => deployStep(parts, service))],
  };
  return { deploy: new YamlNote(job, whatItDoes) };
}

/** `ecs:UpdateService` is all that the role has; a task definition by digest would take `ecs:RegisterTaskDefinition` too. */
const whatItDoes = [
  'Starts the tasks of the service anew: the role may update the service, and register no task definition.',
  'A task gets the new image where its task definition names a tag that this workflow moves.',
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

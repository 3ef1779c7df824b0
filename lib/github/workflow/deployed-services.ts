import { ecsNameRule } from '../../private/aws/ecs-name';
import { validate } from '../../private/validation/validation';
import { onlyOne } from './only-one';
import { type DeployedService, type PublisherRoleFacts } from './published';

/** The services that a workflow deploys to: the requested ones, or all if the role pushes to one repository. */
export function deployedServices(
  { services, repositories }: PublisherRoleFacts,
  wanted: readonly string[] | undefined,
): DeployedService[] {
  const chosen = wanted?.map((name) => {
    onlyOne('services', services.flatMap(nameOf), name, 'the role may deploy to');
    const [named] = services.filter((service) => nameOf(service)[0] === name) as [DeployedService];
    return named;
  });
  const deployed = chosen ?? (repositories.length === 1 ? services : []);
  for (const { cluster, service } of deployed) {
    if (cluster !== undefined) validate('cluster', cluster, ecsNameRule);
    if (service !== undefined) validate('service', service, ecsNameRule);
  }
  return [...deployed];
}

function nameOf({ cluster, service }: DeployedService): string[] {
  return cluster === undefined || service === undefined ? [] : [`${cluster}/${service}`];
}

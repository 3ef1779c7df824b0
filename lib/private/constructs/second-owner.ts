import { CfnResource, type Stack } from 'aws-cdk-lib';

/** Another resource of the same type in the account and Region of a resource, for settings that a registry has once. */
export function secondOwner(resource: CfnResource): CfnResource | undefined {
  const { cfnResourceType, stack } = resource;
  return resourcesOf(stack, cfnResourceType).find((one) => one !== resource);
}

/** All resources of a type in the app that are deployed to the account and the Region of a stack. */
export function resourcesOf(stack: Stack, type: string): CfnResource[] {
  return stack.node.root.node
    .findAll()
    .filter((one): one is CfnResource => CfnResource.isCfnResource(one) && one.cfnResourceType === type)
    .filter((one) => one.stack.account === stack.account && one.stack.region === stack.region);
}

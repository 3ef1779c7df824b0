import { type CfnResource, TagManager } from 'aws-cdk-lib';

/** Higher than the tags of the stack, whose priority is 100. */
const priority = 200;

/** Sets tags of a resource, if it accepts tags. They count in the size of the template at once, unlike those of an aspect. */
export function setTags(resource: CfnResource, tags: Readonly<Record<string, string>>): void {
  const manager = TagManager.of(resource);
  for (const [key, value] of Object.entries(tags)) manager?.setTag(key, value, priority);
}

import { type CfnResource } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { resourcesOf, secondOwner } from '../private/constructs/second-owner';
import { quote } from '../private/validation/validation';

/** Reports a second resource of the app that has the same setting of the same registry. */
export function reportSecondOwner(owner: IConstruct, setting: string, resource: CfnResource): void {
  owner.node.addValidation({
    validate: () => {
      const other = secondOwner(resource);
      if (other === undefined) return [];
      const path = (other.node.scope ?? other).node.path;
      return [
        `${setting} must have one owner for each account and Region, got ${quote(owner.node.path)} and ${quote(path)}. ECR keeps one ` +
          'setting, so each deployment would replace the other. Remove one.',
      ];
    },
  });
}

/**
 * Reports prefixes that another construct of the app has in the same registry.
 *
 * @param own the resources of the construct, by their prefixes.
 * @param prefixOf returns the prefix of a resource of the same type.
 * @param overlap whether ECR refuses one prefix because of the other.
 */
export function reportSharedPrefixes<Resource extends CfnResource>(
  owner: IConstruct,
  setting: string,
  own: ReadonlyMap<string, Resource>,
  prefixOf: (resource: Resource) => string,
  overlap: (one: string, other: string) => boolean,
): void {
  const [first] = own.values();
  if (first === undefined) return;
  const ours = new Set<CfnResource>(own.values());
  owner.node.addValidation({
    validate: () => {
      const others = resourcesOf(first.stack, first.cfnResourceType).filter((one) => !ours.has(one));
      return [...own.keys()].flatMap((prefix) => {
        const other = others.find((one) => overlap(prefix, prefixOf(one as Resource)));
        if (other === undefined) return [];
        const path = (other.node.scope ?? other).node.path;
        return [
          `${setting} must have one owner for each prefix of a registry, got ${quote(prefix)} in ${quote(owner.node.path)} and ` +
            `${quote(prefixOf(other as Resource))} in ${quote(path)}. ECR keeps one of them, so a deployment would fail. Remove one.`,
        ];
      });
    },
  });
}

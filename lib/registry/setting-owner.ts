import { type CfnResource } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { secondOwner } from '../private/constructs/second-owner';
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

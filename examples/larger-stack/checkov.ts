import { type CfnResource } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/** Adds metadata for checkov: which findings of a resource are intended, and why. */
export function acknowledgeForCheckov(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  const skip = Object.entries(reasons).map(([id, comment]) => ({ id, comment }));
  (construct.node.defaultChild as CfnResource).addMetadata('checkov', { skip });
}

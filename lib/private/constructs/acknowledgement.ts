import { CfnResource, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/** Findings of checkers that are known and meant, and why. */
interface Acknowledgement {
  /** Rule ids with their pack, like `AwsSolutions::AwsSolutions-ECR1`: only then is the reason in the report. */
  readonly cdkNag?: readonly string[];
  readonly checkov?: readonly string[];
  readonly guard?: readonly string[];
  readonly reason: string;
}

/** Records findings as meant, for each checker in the way that it reads: CDK validations and template metadata. */
export function acknowledgeFindings(construct: IConstruct, findings: Acknowledgement): void {
  const { cdkNag = [], checkov = [], guard = [], reason } = findings;
  for (const id of cdkNag) Validations.of(construct).acknowledge({ id, reason });
  const resource = (CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild) as CfnResource;
  if (checkov.length > 0) {
    const before = (resource.getMetadata('checkov') as CheckovMetadata | undefined)?.skip ?? [];
    resource.addMetadata('checkov', { skip: [...before, ...checkov.map((id) => ({ id, comment: reason }))] });
  }
  if (guard.length > 0) {
    const before = (resource.getMetadata('guard') as GuardMetadata | undefined)?.SuppressedRules ?? [];
    resource.addMetadata('guard', { SuppressedRules: [...before, ...guard] });
  }
}

interface CheckovMetadata {
  readonly skip: readonly { id: string; comment: string }[];
}

interface GuardMetadata {
  readonly SuppressedRules: readonly string[];
}

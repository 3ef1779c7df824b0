import { type CfnResource, Validations } from 'aws-cdk-lib';
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
  for (const id of findings.cdkNag ?? []) Validations.of(construct).acknowledge({ id, reason: findings.reason });
  const resource = construct.node.defaultChild as CfnResource | undefined;
  if (findings.checkov) {
    const skip = findings.checkov.map((id) => ({ id, comment: findings.reason }));
    resource?.addMetadata('checkov', { skip });
  }
  if (findings.guard) resource?.addMetadata('guard', { SuppressedRules: [...findings.guard] });
}

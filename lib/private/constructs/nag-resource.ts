import { type Stack } from 'aws-cdk-lib';

/** The id of cdk-nag's finding about a wildcard in one resource of a policy, so that only this wildcard is acknowledged. */
export function wildcardFinding(stack: Stack, arn: string): string {
  return `AwsSolutions::AwsSolutions-IAM5[Resource::${flat(stack.resolve(arn))}]`;
}

/** A reference in the way that cdk-nag writes it: `<Function.Arn>`, `<AWS::Region>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    Ref: ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': join,
  } = value as { Ref?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] };
  if (ref !== undefined) return `<${ref}>`;
  if (attribute) return `<${attribute.join('.')}>`;
  return join ? join[1].map(flat).join(join[0]) : JSON.stringify(value);
}

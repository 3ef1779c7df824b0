import { type ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { awsLimits } from '../aws/limits';
import { knownPolicySize, policyJson, type StatementJson } from '../aws/policy-document';
import { type Problem } from '../validation/validation';

const { managedPolicyCharacters: most } = awsLimits.iam;

/** Measures a policy as CDK renders it, with merged statements. Values that CloudFormation resolves are not counted. */
export function policySizeProblem(policy: ManagedPolicy, statements: readonly StatementJson[]): Problem {
  if (knownPolicySize(policyJson([...statements])) <= most) return undefined;
  const size = JSON.stringify(policy.stack.resolve(policy.document), (key, value: unknown) =>
    /^(Ref|Fn::)/.test(key) ? undefined : value,
  ).length;
  return size <= most
    ? undefined
    : `must fit a managed policy of ${most.toLocaleString('en')} characters, got ` +
        `${size.toLocaleString('en')}. Split them over several roles.`;
}

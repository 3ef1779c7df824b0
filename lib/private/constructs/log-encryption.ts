import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { type Construct } from 'constructs';
import { logsPrincipal } from '../aws/logs-principal';
import { knownPolicySize, oneOrMany } from '../aws/policy-document';
import { quotaProblem } from '../aws/quota-problem';
import { pathHash } from './path-hash';
import { resolvedValue } from './resolved-value';

/** The log groups that a key encrypts, by the service principal that they need. */
const groupsOfKeys = new WeakMap<IKey, Map<string, Set<string>>>();

/**
 * Allows CloudWatch Logs to encrypt log groups with a key. All groups share one statement, because the policy of a key has
 * at most 32 KB. Returns false if CDK cannot change the policy, as for an imported key.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function allowLogEncryption(scope: Construct, key: IKey, logGroupArns: readonly string[]): boolean {
  const principal = logsPrincipal(Stack.of(scope));
  const ofKey = groupsOfKeys.get(key) ?? new Map<string, Set<string>>();
  const groups = ofKey.get(principal);
  if (groups) {
    for (const arn of logGroupArns) groups.add(arn);
    return true;
  }
  const added = new Set(logGroupArns);
  const statement = new PolicyStatement({
    sid: `EncryptLogs${pathHash(scope)}`,
    principals: [new ServicePrincipal(principal)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: {
      ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': Lazy.any({ produce: () => oneOrMany([...added]) }) },
    },
  });
  if (!key.addToResourcePolicy(statement).statementAdded) return false;
  if (ofKey.size === 0) validatePolicyAtSynth(key);
  groupsOfKeys.set(key, ofKey.set(principal, added));
  return true;
}

function validatePolicyAtSynth(key: IKey): void {
  key.node.addValidation({
    validate: () => {
      const resource = key.node.defaultChild;
      if (!CfnResource.isCfnResource(resource)) return [];
      const { keyPolicy } = resource as unknown as { keyPolicy: unknown };
      const document = resolvedValue(key.stack, keyPolicy);
      const problem = quotaProblem('kms', 'keyPolicyBytes', knownPolicySize(document));
      return problem === undefined ? [] : [`the policy of the key '${key.node.path}' ${problem}`];
    },
  });
}

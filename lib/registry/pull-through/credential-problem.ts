import { type Stack, Token } from 'aws-cdk-lib';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { partitionOf } from '../../private/aws/partition';
import { type Problem, quote } from '../../private/validation/validation';

const start = 'ecr-pullthroughcache/';

/**
 * The problem with the secret of a pull through cache rule.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html
 */
export function credentialProblem(secret: ISecret, stack: Stack): Problem {
  return nameProblem(secret) ?? placeProblem(secret, stack);
}

function nameProblem(secret: ISecret): Problem {
  const arn = secret.secretFullArn ?? secret.secretArn;
  const name = Token.isUnresolved(secret.secretName) ? arn.split(':secret:')[1] : secret.secretName;
  if (name === undefined || Token.isUnresolved(name) || name.startsWith(start)) return undefined;
  return `must be a secret whose name begins with '${start}', got ${quote(name)}. ECR reads no other secret, so rename it.`;
}

function placeProblem(secret: ISecret, stack: Stack): Problem {
  const [, partition = '', , region = '', account = ''] = (secret.secretFullArn ?? secret.secretArn).split(':');
  for (const [theirs, ours, what] of [
    [account, stack.account, 'account'],
    [region, stack.region, 'Region'],
    [partition, partitionOf(stack), 'partition'],
  ] as const) {
    if (theirs === '' || Token.isUnresolved(theirs) || Token.isUnresolved(ours) || theirs === ours) continue;
    return `must be in the ${what} of the settings, ${quote(ours)}, got one in ${quote(theirs)}. Create a secret there.`;
  }
  return undefined;
}

import { CfnResource, type Stack, Token } from 'aws-cdk-lib';
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
  const created = createdSecret(secret);
  if (created !== undefined && created.stack.resolve(created.name) === undefined)
    return `must be a secret whose name begins with '${start}', got one without a name, which CloudFormation chooses. Set its \`secretName\`.`;
  const name = created?.name ?? importedName(secret);
  if (name === undefined || Token.isUnresolved(name) || name.startsWith(start)) return undefined;
  return `must be a secret whose name begins with '${start}', got ${quote(name)}. ECR reads no other secret, so rename it.`;
}

/** The resource of a secret that the app creates. Its construct does not show the name before the deployment. */
function createdSecret({ node: { defaultChild } }: ISecret): (CfnResource & { readonly name?: string }) | undefined {
  return defaultChild !== undefined &&
    CfnResource.isCfnResource(defaultChild) &&
    defaultChild.cfnResourceType === 'AWS::SecretsManager::Secret'
    ? defaultChild
    : undefined;
}

function importedName({ secretFullArn, secretArn, secretName }: ISecret): string | undefined {
  return Token.isUnresolved(secretName) ? (secretFullArn ?? secretArn).split(':secret:')[1] : secretName;
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

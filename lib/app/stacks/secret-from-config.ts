import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Construct } from 'constructs';

/** A secret by its ARN without the random ending, and its key by its ARN. An import by name does not accept a key. */
export function secretNamed(scope: Construct, id: string, name: string, keyArn?: string): ISecret {
  const secretPartialArn = Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const encryptionKey = keyArn === undefined ? undefined : Key.fromKeyArn(scope, `${id}|Key`, keyArn);
  return Secret.fromSecretAttributes(scope, `${id}|Secret`, { secretPartialArn, encryptionKey });
}

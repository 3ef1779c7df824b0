import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';

/** The key for the logs and artifacts of all builds of a stack. A key costs a dollar a month. */
export function buildKeyOf(stack: Stack, environment: string): Key {
  return (
    (stack.node.tryFindChild('BuildKey') as Key | undefined) ??
    new Key(stack, 'BuildKey', {
      description: `Logs and artifacts of the image builds of environment ${environment}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
  );
}

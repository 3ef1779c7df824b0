import { Stack, Token, Validations } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { partitionOfRegion } from '../private/aws/region-partition';

/** Registries that networks in China often cannot reach. */
const blocked = /^((?:[a-z0-9-]+\.)*(?:gcr\.io|docker\.io|ghcr\.io|quay\.io|public\.ecr\.aws))\//;

/** Warns if builds in China need images of registries that they may not reach. */
export function warnOfUnreachableImages(scope: Construct, options: Readonly<Record<string, string | undefined>>): void {
  if (partitionOfRegion(Stack.of(scope).region) !== 'aws-cn') return;
  const found = Object.entries(options).flatMap(([option, from]) => {
    const host = from === undefined || Token.isUnresolved(from) ? undefined : blocked.exec(from)?.[1];
    return host === undefined ? [] : [{ option: `\`${option}\``, host }];
  });
  if (found.length === 0) return;
  const hosts = [...new Set(found.map(({ host }) => host))].join(' and ');
  Validations.of(scope).addWarning(
    'cdk-ecr-publishing:UnreachableFromChina',
    `Builds in China may not reach ${hosts}. Copy the images to Amazon ECR, and set ` +
      `${found.map(({ option }) => option).join(' and ')}.`,
  );
}

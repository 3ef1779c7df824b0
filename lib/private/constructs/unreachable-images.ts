import { Token, Validations } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { internetProblem, unreachableId } from '../aws/internet-access';

/** Registries on the internet that networks of some partitions cannot reach. */
const blocked = /^((?:[a-z0-9-]+\.)*(?:gcr\.io|docker\.io|ghcr\.io|quay\.io|public\.ecr\.aws))\//;

/** Warns if builds need images of registries that they cannot reach from their Region, or may not. */
export function warnOfUnreachableImages(scope: Construct, options: Readonly<Record<string, string | undefined>>): void {
  const problem = internetProblem(scope);
  if (problem === undefined) return;
  const found = Object.entries(options).flatMap(([option, from]) => {
    const host = from === undefined || Token.isUnresolved(from) ? undefined : blocked.exec(from)?.[1];
    return host === undefined ? [] : [{ option: `\`${option}\``, host }];
  });
  if (found.length === 0) return;
  const hosts = [...new Set(found.map(({ host }) => host))].join(' and ');
  Validations.of(scope).addWarning(
    unreachableId,
    `Builds ${problem} ${hosts}. Copy the images to Amazon ECR, and set ` +
      `${found.map(({ option }) => option).join(' and ')}.`,
  );
}

/** Warns if builds download a program from GitHub, which they cannot reach from their Region, or may not. */
export function warnOfUnreachableProgram(scope: Construct, url: string | undefined): void {
  const problem = internetProblem(scope);
  if (problem === undefined || url === undefined) return;
  Validations.of(scope).addWarning(
    unreachableId,
    `Builds ${problem} github.com, from which they download Earthly. Use another builder, such as buildx.`,
  );
}

/** Warns if copies install their tool from the proxy of Go, which they cannot reach from their Region, or may not. */
export function warnOfUnreachableTool(scope: Construct): void {
  const problem = internetProblem(scope);
  if (problem === undefined) return;
  Validations.of(scope).addWarning(
    unreachableId,
    `Copies ${problem} the proxy of Go, from which they install regctl. Set \`buildImage\` to an image that ` +
      'contains regctl and the AWS CLI.',
  );
}

import { writeFileSync } from 'node:fs';
import { account, lambdaAccount, pullingAccounts, region } from './workload';

/** CloudFormation accepts 500 resources in a stack, and CDK adds one. */
const repositoriesOfStack = 499;

/** Writes an `ecr-publishing.yaml` with as many environments as the repositories need, each in its own account. */
export function writeRegistryConfig(file: string, repositories: number): void {
  const environments = Array.from({ length: Math.ceil(repositories / repositoriesOfStack) }, (_, index) => index);
  const names = Array.from({ length: repositories }, (_, index) => repositoryName(index));
  const lines = [
    'version: 1',
    'environments:',
    ...environments.map(
      (index) => `  - { name: ${environmentName(index)}, account: '${Number(account) + index}', region: ${region} }`,
    ),
    'defaults:',
    '  retention: { expireUntaggedAfterDays: 1, keepNewest: 100 }',
    'repositories:',
    ...names.flatMap((name, index) => [
      `  - name: ${name}`,
      `    environments: [${environmentName(Math.floor(index / repositoriesOfStack))}]`,
      '    pullers:',
      ...pullingAccounts.map((puller) => `      - account: '${puller}'`),
      `      - lambda: { account: '${lambdaAccount}' }`,
    ]),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
}

export function environmentName(index: number): string {
  return `team-${index}`;
}

export function repositoryName(index: number): string {
  return `team/service-${index}`;
}

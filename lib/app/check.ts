import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readConfig } from './config/index';
import { addRegistryStacks } from './registry-stacks';
import { equalRepositoriesOf } from './stacks/config-repositories';

/**
 * Validates a config without a deployment. The stacks are created too, because some problems show only there, and then
 * thrown away.
 *
 * @throws ConfigError with every problem at once.
 */
export function check(file: string): string {
  const config = readConfig(file);
  const outdir = mkdtempSync(join(tmpdir(), 'ecr-publishing-'));
  try {
    addRegistryStacks(new App({ outdir }), config, equalRepositoriesOf(config));
  } finally {
    rmSync(outdir, { recursive: true });
  }
  const counts = [
    counted(config.environments.length, 'environment'),
    counted(config.repositories.length, 'repository', 'repositories'),
    counted(config.publishers?.length ?? 0, 'publisher'),
    counted(config.builds?.length ?? 0, 'build'),
    counted(config.contributors?.length ?? 0, 'contributor'),
  ];
  return `${file} is valid: ${counts.filter((text) => text !== '').join(', ')}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

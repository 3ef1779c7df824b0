import { join } from 'node:path';
import { type JsonObject } from './json';
import { localAwsEnvironment } from './local-aws';
import { e2eFolder } from './places';
import { runCommand } from './run-command';

/** The settings of the registry of a Region, as `describe_registry.py` prints them. */
export async function describeRegistry(python: string, endpoint: string, region: string): Promise<JsonObject> {
  const env = localAwsEnvironment(endpoint);
  const { stdout } = await runCommand(python, [join(e2eFolder, 'describe_registry.py'), region], { env });
  return JSON.parse(stdout) as JsonObject;
}

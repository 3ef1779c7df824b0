import { join } from 'node:path';
import { localAwsEnvironment } from './local-aws';
import { e2eFolder } from './places';
import { runCommand } from './run-command';

/** Credentials of a role, as environment variables; moto takes who has them for a principal of the role's account. */
export async function assumeRole(python: string, endpoint: string, roleArn: string): Promise<NodeJS.ProcessEnv> {
  const env = localAwsEnvironment(endpoint);
  const { stdout } = await runCommand(python, [join(e2eFolder, 'assume_role.py'), roleArn], { env });
  return JSON.parse(stdout) as NodeJS.ProcessEnv;
}

import { join } from 'node:path';
import { localAwsEnvironment } from './local-aws';
import { e2eFolder } from './places';
import { runCommand } from './run-command';

/** Makes IAM users by their ARNs; ECR refuses a repository policy that names one who is not there. */
export async function makeUsers(python: string, endpoint: string, arns: readonly string[]): Promise<void> {
  await runCommand(python, [join(e2eFolder, 'make_users.py'), ...arns], { env: localAwsEnvironment(endpoint) });
}

import { join } from 'node:path';
import { projectFolder } from './places';
import { type CommandOutput, runCommand } from './run-command';

const cli = join(projectFolder, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Runs the CDK CLI, which reads the `cdk.json` of `cwd`. */
export function runCdk(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<CommandOutput> {
  return runCommand(process.execPath, [cli, ...args, '--no-notices', '--no-color'], {
    cwd,
    env: {
      ...env,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_VALIDATION: 'false', // 4 s a synth; `npm start` and the tests have it on
    },
  });
}

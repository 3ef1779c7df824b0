import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCdk } from './cdk-cli';
import { localAwsEnvironment } from './local-aws';
import { projectFolder, workFolder } from './places';

export const assemblyFolder = join(workFolder, 'cdk.out');

/** Options of the CDK CLI. */
export interface CdkOptions {
  /** The command that runs the app. */
  readonly app: string;
  /** Variables of the app and of the credentials, in addition to those of the local AWS. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The CDK CLI as a user runs it, with an app and the local AWS behind it. */
export class Cdk {
  public constructor(
    public readonly endpoint: string,
    private readonly options: CdkOptions,
  ) {}

  /** Returns the output of the CLI. Without names it deploys all stacks. */
  public deploy(...stacks: readonly string[]): Promise<string> {
    return this.run('deploy', ...these(stacks), '--method', 'direct', '--require-approval', 'never');
  }

  public destroy(...stacks: readonly string[]): Promise<string> {
    return this.run('destroy', ...these(stacks), '--force');
  }

  /** Each run into an empty folder, so that nothing is read that an earlier one left. */
  private async run(command: string, ...args: readonly string[]): Promise<string> {
    rmSync(assemblyFolder, { recursive: true, force: true });
    const quiet = ['--no-version-reporting', '--no-path-metadata'];
    const where = ['--app', this.options.app, '--output', assemblyFolder];
    const env = { ...localAwsEnvironment(this.endpoint), ...this.options.environment };
    const output = await runCdk([command, ...args, ...quiet, ...where], projectFolder, env);
    return output.stdout + output.stderr;
  }
}

function these(stacks: readonly string[]): readonly string[] {
  return stacks.length === 0 ? ['--all'] : ['--exclusively', ...stacks];
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCdk } from './cdk-cli';
import { localAwsEnvironment } from './local-aws';
import { projectFolder, workFolder } from './places';

export const assemblyFolder = join(workFolder, 'cdk.out');

/** The CDK CLI as a user runs it, with the app of `config` and the local AWS behind it. */
export class Cdk {
  public constructor(
    public readonly endpoint: string,
    private readonly app: string,
    private readonly config: string,
  ) {}

  /** What the CLI said. */
  public deploy(): Promise<string> {
    return this.run('deploy', '--all', '--method', 'direct', '--require-approval', 'never');
  }

  public destroy(): Promise<string> {
    return this.run('destroy', '--all', '--force');
  }

  /** Each run into an empty folder, so that nothing is read that an earlier one left. */
  private async run(command: string, ...args: readonly string[]): Promise<string> {
    rmSync(assemblyFolder, { recursive: true, force: true });
    const quiet = ['--no-version-reporting', '--no-path-metadata'];
    const where = ['--app', this.app, '--output', assemblyFolder];
    const env = { ...localAwsEnvironment(this.endpoint), ECR_PUBLISHING_CONFIG: this.config };
    const output = await runCdk([command, ...args, ...quiet, ...where], projectFolder, env);
    return output.stdout + output.stderr;
  }
}

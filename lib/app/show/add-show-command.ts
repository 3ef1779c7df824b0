import { type Command } from 'commander';

/** The options on the command line. */
export interface ShowCommandOptions {
  readonly wide?: boolean;
  readonly all?: boolean;
}

/** Adds the command. `run` gets its arguments and options. */
export function addShowCommand(program: Command, run: (paths: string[], options: ShowCommandOptions) => void): void {
  program
    .command('show')
    .description('show on one screen what a config or templates create, and who can push and pull')
    .argument(
      '[paths...]',
      'a config, cloud assemblies, templates, or folders of templates (default: ecr-publishing.yaml, or else cdk.out)',
    )
    .option('--wide', 'show ARNs, and each condition in full')
    .option('--all', 'show all repositories, principals and roles, also the roles of AWS services')
    .action(run);
}

import { Command, CommanderError } from 'commander';
import { reportFailure } from './failure';

/* eslint-disable @typescript-eslint/no-require-imports -- each command loads its code when it runs: help needs no CDK */
const load = {
  check: () => require('./check') as typeof import('./check'),
  starter: () => require('./starter') as typeof import('./starter'),
  summary: () => require('./summary/summary') as typeof import('./summary/summary'),
  summaryTable: () => require('./summary/summary-table') as typeof import('./summary/summary-table'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Runs the command that the arguments name. Exits 1 where it fails, and 2 where the arguments make no sense. */
export function runCommandLine(argv: readonly string[]): void {
  try {
    commands().parse(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else reportFailure(error);
  }
}

function commands(): Command {
  const program = new Command('ecr-publishing')
    .description('Container images into Amazon ECR safely, and out again to the right consumers.')
    .exitOverride();
  program
    .command('check')
    .description('validate a config: all problems at once, one line each; exit 1 where there are some')
    .argument('[file]', 'the config', 'ecr-publishing.yaml')
    .action((file: string) => {
      print(load.check().check(file));
    });
  program
    .command('init')
    .description('write a starter ecr-publishing.yaml and the cdk.json that runs it')
    .action(() => {
      print(load.starter().writeStarter(process.cwd()));
    });
  program
    .command('summary')
    .description('show what a synthesized assembly makes: repositories, who pulls, who pushes, roles, builds')
    .argument('[assembly]', 'the folder that was synthesized', 'cdk.out')
    .option('--next <command>', 'the command to type next, shown at the end')
    .action((assembly: string, { next }: { next?: string }) => {
      print(load.summaryTable().renderSummary(load.summary().summarize(assembly)));
      if (next !== undefined) print(`\nNext: ${next}`);
    });
  return program;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { PreviewOptions } from './lifecycle-preview/preview';
import { reportFailure } from './failure';

/* eslint-disable @typescript-eslint/no-require-imports -- each command loads its code when it runs: help needs no CDK */
const load = {
  check: () => require('./check') as typeof import('./check'),
  instant: () => require('../private/instant') as typeof import('../private/instant'),
  preview: () => require('./lifecycle-preview/preview') as typeof import('./lifecycle-preview/preview'),
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
  program
    .command('lifecycle-preview')
    .description('show what a lifecycle policy does to images: which go, by which rule, and why the others stay')
    .requiredOption('--policy <file>', 'a lifecycle document, what get-lifecycle-policy prints, or a template')
    .requiredOption('--images <file>', "what 'aws ecr describe-images --filter imageStatus=ANY' prints")
    .option('--manifests <file>', "what 'aws ecr batch-get-image' prints for indexes, to know what they hold")
    .option('--repository <name>', 'which repository of a template, by name or logical id')
    .option('--now <instant>', 'when to look: ISO 8601 with a zone (default: now)', instant)
    .addOption(new Option('--format <format>', 'how to print it').choices(['table', 'json']).default('table'))
    .action((options: Omit<PreviewOptions, 'now'> & { now?: string }) => {
      const { text, notes } = load.preview().preview({ ...options, now: options.now ?? new Date().toISOString() });
      print(text);
      for (const note of notes) process.stderr.write(`Note: ${note}\n`);
    });
  return program;
}

/** A wrong instant is a usage error: nothing was read yet. */
function instant(text: string): string {
  const problem = load.instant().instantRule(text);
  if (problem !== undefined) throw new InvalidArgumentError(`It ${problem}.`);
  return text;
}

/** Whoever reads the output may stop early, as `head` does. */
export function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

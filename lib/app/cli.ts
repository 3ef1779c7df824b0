import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { GuideOptions } from './guide/guide-command';
import type { PreviewOptions } from './lifecycle-preview/preview';
import { reportFailure } from './failure';
import { addReviewCommand } from './review/add-review-command';
import { addWorkflowCommand } from './workflow/add-workflow-command';

/* eslint-disable @typescript-eslint/no-require-imports -- each command loads its code when it runs: help needs no CDK */
const load = {
  check: () => require('./check') as typeof import('./check'),
  guide: () => require('./guide/guide-command') as typeof import('./guide/guide-command'),
  instant: () => require('../private/validation/instant') as typeof import('../private/validation/instant'),
  preview: () => require('./lifecycle-preview/preview') as typeof import('./lifecycle-preview/preview'),
  review: () => require('./review/review-command') as typeof import('./review/review-command'),
  outputFile: () => require('./review/output-file') as typeof import('./review/output-file'),
  starter: () => require('./starter') as typeof import('./starter'),
  workflow: () => require('./workflow/workflow-command') as typeof import('./workflow/workflow-command'),
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
  addReviewCommand(program, (paths, { output, ...options }) => {
    const { text, failed } = load.review().runReview(paths, options);
    if (output === undefined) print(text);
    else load.outputFile().writeOutput(output, text);
    if (failed) process.exitCode = 1;
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
  program
    .command('guide')
    .description('write for people how to log in, push and pull: a page for each repository')
    .argument('<templates...>', 'cloud assemblies (cdk.out), templates in JSON or YAML, folders of them')
    .option('--repository <name>', 'that of one repository, by name or logical id')
    .option('--for <who>', 'for a principal, account, organization, contributor, or a kind like role, account, service')
    .addOption(new Option('--format <format>', 'how to write it').choices(['markdown', 'html']).default('markdown'))
    .option('--output <path>', 'write it to a file, or to a folder with a file for each repository')
    .action((paths: string[], options: GuideOptions) => {
      const text = load.guide().runGuide(paths, options);
      if (text !== undefined) print(text);
    });
  addWorkflowCommand(program, (paths, { output, ...options }) => {
    const text = load.workflow().renderWorkflow(paths, options);
    if (output === undefined) process.stdout.write(text);
    else load.outputFile().writeOutput(output, text);
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

function print(text: string | Iterable<string>): void {
  printRest(lineOf(typeof text === 'string' ? [text] : text));
}

function* lineOf(parts: Iterable<string>): Generator<string, void, undefined> {
  yield* parts;
  yield '\n';
}

/** Prints no faster than the output is read: what waits for a slow reader would be in memory. */
function printRest(parts: Iterator<string, void>): void {
  for (let part = parts.next(); !part.done; part = parts.next()) {
    if (process.stdout.write(part.value)) continue;
    process.stdout.once('drain', () => {
      printRest(parts);
    });
    return;
  }
}

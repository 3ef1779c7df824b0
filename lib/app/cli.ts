import { Argument, Command, CommanderError, Option } from 'commander';
import { plainTerminal, type Terminal, terminalOf } from '../private/text/terminal';
import { visibleControls } from '../private/text/visible-controls';
import { type CheckFormat, checkFormatNames } from './check/format-names';
import { addExamples } from './command-examples';
import { shellNames, type ShellName } from './completion/shell-names';
import { reportFailure } from './failure';
import { guideFormatNames } from './guide/format-names';
import type { GuideOptions } from './guide/guide-command';
import { previewFormatNames } from './lifecycle-preview/format-names';
import type { PreviewOptions } from './lifecycle-preview/preview';
import { packageVersion } from './package-version';
import { type Progress, progressLine } from './progress-line';
import { addReviewCommand } from './review/add-review-command';
import { addShowCommand } from './show/add-show-command';
import { instantArgument } from './instant-argument';
import { templatesArgument } from './templates-argument';
import { UsageError } from './usage-error';
import { addWorkflowCommand } from './workflow/add-workflow-command';

/* eslint-disable @typescript-eslint/no-require-imports -- each command loads its code when it runs: help needs no CDK */
const load = {
  check: () => require('./check/check-command') as typeof import('./check/check-command'),
  completion: () => require('./completion/completion-command') as typeof import('./completion/completion-command'),
  guide: () => require('./guide/guide-command') as typeof import('./guide/guide-command'),
  preview: () => require('./lifecycle-preview/preview') as typeof import('./lifecycle-preview/preview'),
  review: () => require('./review/review-command') as typeof import('./review/review-command'),
  show: () => require('./show/show-command') as typeof import('./show/show-command'),
  outputFile: () => require('./review/output-file') as typeof import('./review/output-file'),
  starter: () => require('./starter') as typeof import('./starter'),
  workflow: () => require('./workflow/workflow-command') as typeof import('./workflow/workflow-command'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Runs the command that the arguments name. The exit status is 1 if it fails, and 2 if the arguments are not valid. */
export function runCommandLine(argv: readonly string[], terminal = terminalOf(process.stdout, process.env)): void {
  const progress = stderrProgress();
  try {
    refuseEmptyArguments(argv);
    commands(terminal, progress).parse(argv);
    progress.erase();
  } catch (error) {
    progress.erase();
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else reportFailure(error);
  }
}

function stderrProgress(): Progress {
  return progressLine(process.stderr, process.env);
}

/** The commands of `ecr-publishing`, with their arguments, options and help. */
export function commands(terminal: Terminal, progress = stderrProgress()): Command {
  const print = (text: string | Iterable<string>): void => {
    progress.erase();
    printRest(lineOf(typeof text === 'string' ? [text] : text));
  };
  const program = new Command('ecr-publishing')
    .description('Publish container images to Amazon ECR, and control which consumers can pull them.')
    .version(packageVersion())
    .configureOutput({
      writeErr: (text) => {
        process.stderr.write(visibleControls(text));
      },
    })
    .exitOverride();
  program
    .command('check')
    .description('validate a config, list all its problems, and exit with status 1 if there are any')
    .argument('[file]', 'the config (default: the one that the app reads, such as ecr-publishing.yaml)')
    .option('--against <file>', 'the config as it was before: what would move to another stack is a problem')
    .addOption(new Option('--format <format>', 'the output format').choices(checkFormatNames).default('text'))
    .action((file: string | undefined, options: { against?: string; format: CheckFormat }) => {
      const { text, failed } = load.check().runCheck(file, options, progress.show);
      print(text);
      if (failed) process.exitCode = 1;
    });
  program
    .command('init')
    .description('write a starter ecr-publishing.yaml and the cdk.json that runs it')
    .action(() => {
      print(load.starter().writeStarter(process.cwd()));
    });
  addShowCommand(program, (paths, { wide = false, all = false }) => {
    print(load.show().runShow(paths, { wide, all, terminal }, progress.show));
  });
  addReviewCommand(program, (paths, { output, ...options }) => {
    const shownIn = output === undefined ? terminal : plainTerminal;
    const { text, failed } = load.review().runReview(paths, options, shownIn, progress.show);
    if (output === undefined) print(text);
    else load.outputFile().writeOutput(output, text);
    if (failed) process.exitCode = 1;
  });
  program
    .command('lifecycle-preview')
    .description('show which images a lifecycle policy deletes or archives, by which rule, and why it keeps the others')
    .requiredOption(
      '--policy <file>',
      "a lifecycle policy, the output of 'aws ecr get-lifecycle-policy', or a template",
    )
    .requiredOption('--images <file>', "the output of 'aws ecr describe-images --filter imageStatus=ANY'")
    .option(
      '--manifests <file>',
      "the output of 'aws ecr batch-get-image' for multi-platform indexes, to find the images in them",
    )
    .option('--repository <name>', 'the repository in the template, by name or logical id')
    .option('--now <instant>', 'the time of the preview: ISO 8601 with a time zone (default: now)', instantArgument)
    .addOption(new Option('--format <format>', 'the output format').choices(previewFormatNames).default('table'))
    .action((options: Omit<PreviewOptions, 'now'> & { now?: string }) => {
      const { text, notes } = load
        .preview()
        .preview({ ...options, now: options.now ?? new Date().toISOString() }, terminal, progress.show);
      print(text);
      for (const note of notes) process.stderr.write(`Note: ${visibleControls(note)}\n`);
    });
  program
    .command('guide')
    .description('write instructions for the users of each repository: how to log in, push and pull')
    .argument(...templatesArgument)
    .option('--repository <name>', 'only this repository, by name or logical id')
    .option(
      '--for <who>',
      'only for this principal, account, organization, contributor or kind, such as role, account or service',
    )
    .addOption(new Option('--format <format>', 'the output format').choices(guideFormatNames).default('markdown'))
    .option('--output <path>', 'write to this file, or to this folder with one file for each repository')
    .action((paths: string[], options: GuideOptions) => {
      const text = load.guide().runGuide(paths, options, progress.show);
      if (text !== undefined) print(text);
    });
  addWorkflowCommand(program, (paths, options) => {
    const { text, notes } = load.workflow().renderWorkflow(paths, options, progress.show);
    progress.erase();
    if (options.output === undefined) process.stdout.write(text);
    else load.outputFile().writeOutput(options.output, text);
    for (const note of notes) process.stderr.write(`Note: ${note}\n`);
  });
  program
    .command('completion')
    .description('print the script that completes commands, options and files in a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shellNames))
    .action((shell: ShellName) => {
      process.stdout.write(load.completion().completionScript(program, shell));
    });
  addExamples(program);
  return program;
}

/** An empty argument is most often a variable of a script without a value. An empty text would match everything. */
function refuseEmptyArguments(argv: readonly string[]): void {
  if (argv.slice(2).some((word) => word === '' || /^--[a-z-]+=$/.test(word))) {
    throw new UsageError('an argument is empty. Leave it out, or check the variables of the script.');
  }
}

/**
 * Ends the command if its output cannot be written. A closed pipe is no failure, because a program that reads the output,
 * such as `head`, may stop early.
 */
export function endOutput(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') load.outputFile().reportUnwritten(error);
}

function* lineOf(parts: Iterable<string>): Generator<string, void, undefined> {
  yield* parts;
  yield '\n';
}

/** Prints no faster than the output is read, because text that waits for a slow reader stays in memory. */
function printRest(parts: Iterator<string, void>): void {
  for (let part = parts.next(); !part.done; part = parts.next()) {
    if (process.stdout.write(part.value)) continue;
    process.stdout.once('drain', () => {
      printRest(parts);
    });
    return;
  }
}

import { type Command } from 'commander';

/** An example that the help of a command and the documentation show. */
export interface CommandExample {
  readonly command: string;
  /** The purpose of the command, starting with a verb. */
  readonly does: string;
}

/** One example for each command, by its name. The empty name is the program itself. */
export const commandExamples: Readonly<Record<string, CommandExample>> = {
  '': { command: 'ecr-publishing init', does: 'write a starter config' },
  check: { command: 'ecr-publishing check ecr-publishing.yaml', does: 'find all problems of a config' },
  init: { command: 'ecr-publishing init', does: 'start in an empty folder' },
  show: { command: 'ecr-publishing show ecr-publishing.yaml', does: 'see everything on one screen' },
  review: {
    command: 'ecr-publishing review cdk.out --format html --output review.html',
    does: 'write a page for reviewers',
  },
  'lifecycle-preview': {
    command: 'ecr-publishing lifecycle-preview --policy policy.json --images images.json',
    does: 'preview a policy before it deletes images',
  },
  guide: {
    command: 'ecr-publishing guide cdk.out --format html --output guide',
    does: 'write a page for each repository, and an index',
  },
  workflow: {
    command: 'ecr-publishing workflow cdk.out --role github-ci --output .github/workflows/publish.yml',
    does: 'write the workflow of a publisher',
  },
  completion: {
    command: 'eval "$(ecr-publishing completion bash)"',
    does: 'complete commands in this terminal with the tab key',
  },
};

/** Shows the examples at the end of the help of the program and of its commands. */
export function addExamples(program: Command): void {
  const named = [['', program] as const, ...program.commands.map((command) => [command.name(), command] as const)];
  for (const [name, command] of named) {
    const example = commandExamples[name];
    if (example) command.addHelpText('after', `\nExample, to ${example.does}:\n  ${example.command}`);
  }
}

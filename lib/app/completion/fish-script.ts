import { type CompletedCommand, type CompletedProgram, type CompletedValue } from './completed-program';

/** The completion script for fish, with the descriptions of the help. */
export function fishScript({ name, options, commands }: CompletedProgram): string {
  const complete = `complete --command ${name}`;
  const lines = [
    `${complete} --no-files`,
    ...options.map((option) => `--condition __fish_use_subcommand ${optionWords(option)}`),
    ...commands.flatMap((command) => commandLines(command)),
  ];
  return `# fish completion of ${name}. Load it with: ${name} completion fish | source
${lines.map((line) => (line.startsWith(complete) ? line : `${complete} ${line}`)).join('\n')}
`;
}

function commandLines({ name, description, options, argument }: CompletedCommand): string[] {
  const condition = `--condition '__fish_seen_subcommand_from ${name}'`;
  return [
    `--condition __fish_use_subcommand --arguments ${name} --description ${fishWord(description)}`,
    ...(argument === undefined ? [] : [`${condition} ${values(argument)}`]),
    ...options.map((option) => `${condition} ${optionWords(option)}`),
  ];
}

function optionWords({ flag, description, value }: CompletedCommand['options'][number]): string {
  const words = `--long-option ${flag.replace(/^--/, '')} --description ${fishWord(description)}`;
  return value === undefined ? words : `${words} --require-parameter ${values(value)}`;
}

function values(value: CompletedValue): string {
  if (value === 'files') return '--force-files';
  return value === 'text' ? '--no-files' : `--no-files --arguments ${fishWord(value.join(' '))}`;
}

/** A word in single quotes. In fish, a backslash escapes a quote there. */
function fishWord(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
